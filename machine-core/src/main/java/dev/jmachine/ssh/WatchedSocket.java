package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket that notices by itself that its peer is dead: once watched, it closes when nothing came for so long.
 *
 * <p>SSHJ's own keep-alive cannot do that alone: its request waits behind a write that a dead peer never takes.
 */
final class WatchedSocket implements Carrier {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Socket socket = new Socket();
    private final Traffic traffic = new Traffic();
    private volatile Traffic.Look further = () -> { };

    @Override
    public void connect(String host, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) LOOK.toMillis());
        socket.connect(new InetSocketAddress(host, port));
    }

    @Override
    public void watch(Duration silence) throws IOException {
        socket.setSoTimeout((int) Math.min(LOOK.toMillis(), silence.toMillis()));
        traffic.watch(silence);
    }

    /** Take a look at something else too whenever the peer is quiet for a moment; failing, it closes the socket. */
    void alsoWatch(Traffic.Look look) {
        further = look;
    }

    @Override
    public InputStream input() throws IOException {
        return traffic.input(socket.getInputStream(), this::look);
    }

    @Override
    public OutputStream output() throws IOException {
        return traffic.output(socket.getOutputStream());
    }

    @Override
    public boolean isWriting() {
        return traffic.isWriting();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(WatchedSocket.class.getPackageName()).log(System.Logger.Level.DEBUG, "Closing", e);
        }
        traffic.joinReader();
    }

    private void look() throws IOException {
        try {
            further.run();
            traffic.checkSilence();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
