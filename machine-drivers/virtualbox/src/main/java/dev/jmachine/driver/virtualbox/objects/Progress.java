package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.api.Deadline;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import java.time.Duration;

/** A work that VirtualBox has begun: {@code IProgress}. */
final class Progress extends RemoteObject {
    private static final Duration POLL = Duration.ofMillis(50);

    Progress(SoapClient client, String reference) {
        super(client, "IProgress", reference);
    }

    /**
     * Wait until the work is done.
     *
     * @param activity what is being done, for messages
     * @throws VirtualBoxFault with what VirtualBox says if the work fails
     */
    void await(String activity, Duration timeout) {
        Deadline.after(timeout).await("VirtualBox: " + activity, POLL, () -> call("getCompleted").flag());
        int resultCode = (int) call("getResultCode").number();
        if (resultCode != 0) {
            String error = call("getErrorInfo").text();
            String text = error.isEmpty() ? "" : callOn("IVirtualBoxErrorInfo", error, "getText").text();
            throw VirtualBoxFault.of(activity, resultCode, text);
        }
    }
}
