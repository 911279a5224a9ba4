package dev.jmachine.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Serves requests on a socket, plain or TLS. Not the JDK's server, which refuses a client's certificate by
 * closing the connection; engines tell the client why.
 */
final class HttpListener implements AutoCloseable {
    private final ServerSocket server;
    private final Routes routes;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * Start to serve.
     *
     * @param server the socket; closed with this
     * @param routes gives the answers
     */
    HttpListener(ServerSocket server, Routes routes) {
        this.server = server;
        this.routes = routes;
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
            InputStream input = new BufferedInputStream(connection.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                goesOn = exchange(input, connection.getOutputStream());
            }
        } catch (IOException e) {
            // The hand-shake has failed, and both sides know; or the client has gone.
        } finally {
            connections.remove(connection);
        }
    }

    private boolean exchange(InputStream input, OutputStream output) throws IOException {
        String[] request = line(input).split(" ");
        if (request.length < 2) {
            return false;
        }
        boolean keep = true;
        int length = 0;
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            keep &= !header.equalsIgnoreCase("Connection: close");
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            }
        }
        String sent = new String(input.readNBytes(length), StandardCharsets.UTF_8);
        Answer answer = routes.answer(request[0], request[1], sent);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        output.write((answer.head() + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        output.write(request[0].equals("HEAD") ? new byte[0] : body);
        output.flush();
        return keep;
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = input.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = input.read();
        }
        return line.toString().strip();
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

    /** Answers requests. */
    interface Routes {
        Answer answer(String method, String path, String body);
    }

    /**
     * What is answered.
     *
     * @param head the status line and headers, each ended by CR LF, without the length
     * @param body the text
     */
    record Answer(String head, String body) {
    }
}
