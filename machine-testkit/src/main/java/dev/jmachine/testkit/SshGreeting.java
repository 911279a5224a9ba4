package dev.jmachine.testkit;

import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The line with which an SSH server greets (RFC 4253, section 4.2). */
final class SshGreeting {
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int LENGTH = 8;

    private SshGreeting() {
    }

    static String of(SshEndpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new String(socket.getInputStream().readNBytes(LENGTH), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean answers(SshEndpoint endpoint) {
        try {
            return of(endpoint).startsWith("SSH-");
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
