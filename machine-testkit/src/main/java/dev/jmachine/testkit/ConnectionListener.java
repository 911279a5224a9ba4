package dev.jmachine.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Takes connections at a socket, each served by a thread of its own, until it is closed. */
final class ConnectionListener implements AutoCloseable {

    /** Serves one connection, which is closed afterwards. */
    interface Service {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final Service service;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * Start to listen.
     *
     * @param server the socket; closed with this
     */
    ConnectionListener(ServerSocket server, Service service) {
        this.server = server;
        this.service = service;
        executor.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                executor.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or the client has gone already.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            // The hand-shake has failed, and both sides know; or one side has gone, and the other sees it.
        } finally {
            connections.remove(connection);
        }
    }

    /** End all threads: only then is the port free. */
    @Override
    public void close() throws IOException {
        server.close();
        executor.shutdown();
        try {
            do {
                for (Socket connection : connections) {
                    connection.close();
                }
            } while (!executor.awaitTermination(10, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
