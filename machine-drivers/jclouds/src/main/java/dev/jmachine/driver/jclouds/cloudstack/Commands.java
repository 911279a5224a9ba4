package dev.jmachine.driver.jclouds.cloudstack;

import jakarta.inject.Named;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jclouds.http.functions.ReturnStringIf2xx;
import org.jclouds.rest.annotations.BinderParam;
import org.jclouds.rest.annotations.ResponseParser;

/**
 * Any command with any parameters, for jclouds to make requests of: its typed interfaces lack parameters that came up
 * since, and send commands as GET, which the JDK's client silently sends again when the answer is lost, and whose URL
 * has no room for user data.
 */
interface Commands {

    /** Send a command, and return the answer's JSON. */
    @Named("command")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseParser(ReturnStringIf2xx.class)
    String send(@BinderParam(SignedForm.class) Map<String, String> command);
}
