package dev.jmachine.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Serves requests on a socket, plain or TLS. Not the JDK's server, which refuses a client's certificate by
 * closing the connection; engines tell the client why.
 */
final class HttpListener implements AutoCloseable {
    private final ConnectionListener listener;
    private final Routes routes;

    /**
     * Start to serve.
     *
     * @param server the socket; closed with this
     * @param routes gives the answers
     */
    HttpListener(ServerSocket server, Routes routes) {
        this.routes = routes;
        this.listener = new ConnectionListener(server, this::serve);
    }

    private void serve(Socket connection) throws IOException {
        InputStream input = new BufferedInputStream(connection.getInputStream());
        boolean goesOn = true;
        while (goesOn) {
            goesOn = exchange(input, connection.getOutputStream());
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
        listener.close();
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
