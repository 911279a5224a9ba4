package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Leads a port of every address of 127.0.0.0/8, where the instances are put, to an SSH host of the test kit, which
 * stands in for whatever instance there is. Callers from elsewhere are turned away.
 */
final class LoopbackSsh implements AutoCloseable {
    private final ServerSocket listener;
    private final SshEndpoint host;

    private LoopbackSsh(SshEndpoint host, ServerSocket listener) {
        this.host = host;
        this.listener = listener;
    }

    static LoopbackSsh before(SshEndpoint host) {
        try {
            LoopbackSsh relay = new LoopbackSsh(host, new ServerSocket(0));
            daemon("accept", relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                if (caller.getLocalAddress().isLoopbackAddress()) {
                    relay(caller, new Socket(InetAddress.getLoopbackAddress(), host.port()));
                } else {
                    caller.close();
                }
            } catch (IOException e) {
                // Closed, or a caller that has gone.
            }
        }
    }

    private static void relay(Socket caller, Socket server) {
        daemon("to-host", () -> copy(caller, server));
        daemon("from-host", () -> copy(server, caller));
    }

    private static void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has hung up; both are closed.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "loopback-ssh-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
