package dev.jmachine.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every connection with the same bytes, whatever is asked; for what no real engine would say. */
final class ScriptedServer implements AutoCloseable {
    private static final int LARGEST_REQUEST = 8192;

    private final ServerSocket socket;
    private final Script script;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;

    ScriptedServer(Script script) throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.script = script;
        this.thread = new Thread(this::serve, "scripted-server");
        thread.start();
    }

    static ScriptedServer saying(String answer) throws IOException {
        return new ScriptedServer(output -> output.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + socket.getLocalPort());
    }

    /** Return the lines of the requests so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                readRequest(connection);
                script.answer(connection.getOutputStream());
            } catch (IOException | InterruptedException e) {
                // The client has gone, or close() was called: nothing to answer.
            }
        }
    }

    /** Read what the client sends at once, which need not be lines. */
    private void readRequest(Socket connection) throws IOException {
        byte[] request = new byte[LARGEST_REQUEST];
        int length = connection.getInputStream().read(request);
        lines.addAll(new String(request, 0, Math.max(0, length), StandardCharsets.ISO_8859_1).lines().toList());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }

    /** Writes the answer. */
    interface Script {
        void answer(OutputStream output) throws IOException, InterruptedException;
    }
}
