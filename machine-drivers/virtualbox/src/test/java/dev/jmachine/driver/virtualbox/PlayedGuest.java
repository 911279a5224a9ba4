package dev.jmachine.driver.virtualbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A guest that runs, as far as can be seen from outside: its SSH server greets. */
final class PlayedGuest implements AutoCloseable {
    private static final byte[] GREETING = "SSH-2.0-played\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;

    PlayedGuest(int port) {
        try {
            server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "played-guest");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(GREETING);
            } catch (IOException e) {
                // The client has gone, or the guest has ended.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
