package dev.jmachine.driver.virtualbox.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages are those of a real service of version 7.2. */
@Timeout(30)
class SoapClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String NOT_FOUND = "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>"
            + "VirtualBox error: apirc=0x80bb0001 Could not find a registered machine named 'a' (0x80bb0001)"
            + "</faultstring><detail><vbox:RuntimeFault><resultCode>-2135228415</resultCode><returnval>ee99</returnval>"
            + "</vbox:RuntimeFault></detail></SOAP-ENV:Fault>";

    @Test
    void argumentsAreSentAsTheyAreAndInTheirOrder() throws IOException {
        try (FakeService service = new FakeService(request -> FakeService.message("<vbox:xResponse/>"));
                SoapClient client = new SoapClient(service.address(), LONG)) {
            client.call("IMachine_setName", "_this", "7-1", "name", "a & <b>\r\n\u00e9");
            assertThat(service.requests().get(0)).contains(
                    "<v:IMachine_setName><_this>7-1</_this><name>a &amp; &lt;b&gt;&#13;\n\u00e9</name>"
                            + "</v:IMachine_setName>");
        }
    }

    @Test
    void whatIsReturnedIsReadAsTextListOrStructure() throws IOException {
        String body = "<vbox:xResponse><hostInterface>h</hostInterface><returnval><medium>m1</medium><port>0</port>"
                + "</returnval><returnval><port>1</port></returnval></vbox:xResponse>";
        try (FakeService service = new FakeService(request -> FakeService.message(body));
                SoapClient client = new SoapClient(service.address(), LONG)) {
            SoapAnswer answer = client.call("x");
            assertThat(answer.field("medium")).containsExactly("m1", "");
            assertThat(answer.texts()).containsExactly("m10", "1");
            assertThat(answer.output("hostInterface")).isEqualTo("h");
        }
    }

    @Test
    void aFaultTellsVirtualBoxsSentenceAndItsResultCode() throws IOException {
        VirtualBoxFault fault = faultOf(500, FakeService.message(NOT_FOUND));
        assertThat(fault.kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(fault.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
        assertThat(fault.problem()).isEqualTo("Could not find a registered machine named 'a' (0x80bb0001)");
        assertThat(fault.activity()).contains("IWebsessionManager_logon");
    }

    @Test
    void anObjectThatWasTakenAwayMeanwhileIsOneThatIsNotThere() {
        VirtualBoxFault gone = VirtualBoxFault.of("Asking", 0x80070005, "The object is not ready (0x80070005)");
        assertThat(gone.kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(VirtualBoxFault.of("Asking", 0x80070005, "Access denied").kind())
                .isEqualTo(FailureKind.AUTHENTICATION);
    }

    @Test
    void aRefusedLogOnIsTold() throws IOException {
        VirtualBoxFault fault = faultOf(500, FakeService.message(
                "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode></SOAP-ENV:Fault>"));
        assertThat(fault.code()).isEqualTo(ErrorCode.AUTHENTICATION);
    }

    @Test
    void anAnswerThatIsNoSoapIsToldWithItsBeginning() throws IOException {
        assertThat(faultOf(502, "<html>Bad Gateway").kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(faultOf(404, "<html>Not Found")).hasMessageContaining("404").hasMessageContaining("Not Found")
                .matches(fault -> fault.kind() == FailureKind.OTHER);
        assertThat(faultOf(200, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"))
                .hasMessageContaining("no SOAP message");
    }

    @Test
    void aServiceThatIsNotThereIsTransient() throws IOException {
        URI gone;
        try (FakeService service = new FakeService(request -> "")) {
            gone = service.address();
        }
        try (SoapClient client = new SoapClient(gone, LONG)) {
            VirtualBoxFault fault = catchThrowableOfType(VirtualBoxFault.class, () -> client.call("x"));
            assertThat(fault.kind()).isEqualTo(FailureKind.TRANSIENT);
            assertThat(fault.code()).isEqualTo(ErrorCode.PROVIDER);
        }
    }

    @Test
    void aServiceThatFallsSilentIsGivenUp() throws IOException {
        try (FakeService service = new FakeService(request -> null);
                SoapClient client = new SoapClient(service.address(), Duration.ofMillis(300))) {
            VirtualBoxFault fault = catchThrowableOfType(VirtualBoxFault.class, () -> client.call("x"));
            assertThat(fault.kind()).isEqualTo(FailureKind.TRANSIENT);
        }
    }

    @Test
    void interruptionEndsACall() throws IOException {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        try (FakeService service = new FakeService(request -> {
                caller.join().interrupt();
                return null;
            });
                SoapClient client = new SoapClient(service.address(), LONG)) {
            caller.complete(Thread.currentThread());
            MachineException failure = catchThrowableOfType(MachineException.class, () -> client.call("x"));
            assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static VirtualBoxFault faultOf(int status, String answer) throws IOException {
        try (FakeService service = new FakeService(request -> answer).withStatus(status);
                SoapClient client = new SoapClient(service.address(), LONG)) {
            return catchThrowableOfType(VirtualBoxFault.class, () -> client.call("IWebsessionManager_logon"));
        }
    }
}
