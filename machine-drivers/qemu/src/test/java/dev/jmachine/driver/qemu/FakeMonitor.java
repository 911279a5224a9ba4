package dev.jmachine.driver.qemu;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Speaks the server's side of QMP on a Unix socket, with one client at a time as QEMU does. */
final class FakeMonitor implements AutoCloseable {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 9, \"minor\": 9, \"major\": 9}}, \"capabilities\": []}}";

    final List<String> commands = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;
    private final UnaryOperator<String> replies;

    /**
     * Listen.
     *
     * @param replies the line that answers a command; null ends the connection
     */
    FakeMonitor(Path socket, UnaryOperator<String> replies) throws IOException {
        this.replies = replies;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1);
        Thread thread = new Thread(this::serve, "fake-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    /** Return the answer to a command that returns nothing. */
    static String done() {
        return "{\"return\": {}}";
    }

    /** Return the answer to {@code query-status}. */
    static String status(String status) {
        return "{\"return\": {\"status\": \"" + status + "\", \"running\": " + status.equals("running") + "}}";
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // The client went away, or the test is over.
                continue;
            }
        }
    }

    private void talk(SocketChannel client) throws IOException {
        BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
        Writer out = Channels.newWriter(client, StandardCharsets.UTF_8);
        say(out, GREETING);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = (String) JSON.std.mapFrom(line).get("execute");
            commands.add(command);
            String reply = command.equals("qmp_capabilities") ? done() : replies.apply(command);
            if (reply == null) {
                return;
            }
            say(out, reply);
        }
    }

    private static void say(Writer out, String text) throws IOException {
        out.write(text + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
