package dev.jmachine.driver.generic;

import dev.jmachine.api.MachineState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Judges a host by its SSH port, which is all that is known of it. */
final class SshProbe {

    private SshProbe() {
    }

    /**
     * Return running when an SSH server answers, error when the host is there but its SSH is not, and timeout when
     * nothing at all is heard: the host may be off, or a firewall between.
     */
    static MachineState state(String host, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            byte[] greeting = socket.getInputStream().readNBytes(4);
            boolean ssh = new String(greeting, StandardCharsets.US_ASCII).equals("SSH-");
            return ssh ? MachineState.RUNNING : MachineState.ERROR;
        } catch (ConnectException e) {
            return refused(e) ? MachineState.ERROR : MachineState.TIMEOUT;
        } catch (IOException e) {
            return MachineState.TIMEOUT;
        }
    }

    private static boolean refused(ConnectException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("refused");
    }
}
