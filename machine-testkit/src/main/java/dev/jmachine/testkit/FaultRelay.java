package dev.jmachine.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** One port of a {@link FaultProxy}, before one server. Clients may keep their connections; the server's are not. */
final class FaultRelay implements AutoCloseable {
    private static final int LONGEST_ANSWER_MILLIS = 60_000;

    private final URI server;
    private final FaultProxy proxy;
    private final int port;
    private final ConnectionListener listener;

    FaultRelay(URI server, FaultProxy proxy) throws IOException {
        this.server = server;
        this.proxy = proxy;
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = socket.getLocalPort();
        this.listener = new ConnectionListener(socket, this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + server.getRawPath());
    }

    private void serve(Socket connection) throws IOException {
        // Head and body are written apart: the second would wait for the first to be acknowledged.
        connection.setTcpNoDelay(true);
        InputStream input = new BufferedInputStream(connection.getInputStream());
        boolean goesOn = true;
        while (goesOn) {
            HttpHead request = HttpHead.read(input);
            goesOn = request != null && exchange(request, input, connection.getOutputStream());
        }
    }

    /** Return whether the connection goes on. */
    private boolean exchange(HttpHead request, InputStream input, OutputStream output) throws IOException {
        if (request.expectsContinue()) {
            output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        request.copyBody(input, body, false);
        Fault fault = proxy.next(request.method() + " " + request.target()).orElse(null);
        if (fault == Fault.DROPPED_BEFORE) {
            return false;
        }
        if (fault == Fault.SERVER_ERROR || fault == Fault.THROTTLED) {
            answer(proxy.answer(fault), request, output);
            return true;
        }
        return forward(request, body.toByteArray(), fault == null ? output : OutputStream.nullOutputStream())
                && fault == null;
    }

    private boolean forward(HttpHead request, byte[] body, OutputStream output) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            upstream.setTcpNoDelay(true);
            upstream.setSoTimeout(LONGEST_ANSWER_MILLIS);
            upstream.getOutputStream().write(request.withoutConnection("Connection: close\r\n"));
            upstream.getOutputStream().write(body);
            upstream.getOutputStream().flush();
            InputStream input = new BufferedInputStream(upstream.getInputStream());
            HttpHead answer = HttpHead.read(input);
            if (answer == null) {
                return false;
            }
            boolean hasLength = answer.hasLength() || answer.isBodiless(request.method());
            output.write(answer.withoutConnection(hasLength ? "" : "Connection: close\r\n"));
            if (!answer.isBodiless(request.method())) {
                answer.copyBody(input, output, true);
            }
            output.flush();
            return hasLength && !request.closes();
        }
    }

    private static void answer(FaultAnswer answer, HttpHead request, OutputStream output) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Fault\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        output.write(head.toString().getBytes(ISO_8859_1));
        output.write(request.method().equals("HEAD") ? new byte[0] : body);
        output.flush();
    }

    /** End all threads: only then is the port free. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
