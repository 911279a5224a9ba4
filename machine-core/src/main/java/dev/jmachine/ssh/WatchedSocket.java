package dev.jmachine.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A socket that notices by itself that its peer is dead: once watched, it closes when nothing came for so long.
 *
 * <p>SSHJ's own keep-alive cannot do that alone: its request waits behind a write that a dead peer never takes.
 */
final class WatchedSocket implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Socket socket = new Socket();
    private volatile Duration allowedSilence = Duration.ofSeconds(Long.MAX_VALUE / 2);
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean writing;
    private volatile Thread reader;

    void connect(String host, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) LOOK.toMillis());
        socket.connect(new InetSocketAddress(host, port));
    }

    /** Close the connection when the peer is silent for so long from now on; the caller sees to it that it speaks. */
    void watch(Duration silence) throws IOException {
        socket.setSoTimeout((int) Math.min(LOOK.toMillis(), silence.toMillis()));
        lastHeard = System.nanoTime();
        allowedSilence = silence;
    }

    InputStream input() throws IOException {
        return new Input(socket.getInputStream());
    }

    OutputStream output() throws IOException {
        return new Output(socket.getOutputStream());
    }

    /** Return whether a write is under way; another one would wait for it. */
    boolean isWriting() {
        return writing;
    }

    /** Close the socket, then wait until the thread that read from it has noticed. */
    @Override
    public void close() {
        try {
            socket.close();
            Thread last = reader;
            if (last != null && last != Thread.currentThread()) {
                last.join(TimeUnit.SECONDS.toMillis(2));
            }
        } catch (IOException e) {
            System.getLogger(WatchedSocket.class.getPackageName()).log(System.Logger.Level.DEBUG, "Closing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkSilence() throws IOException {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastHeard);
        if (silence.compareTo(allowedSilence) > 0) {
            socket.close();
            throw new IOException("The host has not answered for " + silence.toSeconds() + " s");
        }
    }

    private final class Input extends FilterInputStream {
        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            reader = Thread.currentThread();
            while (true) {
                try {
                    int count = in.read(bytes, offset, length);
                    lastHeard = System.nanoTime();
                    return count;
                } catch (SocketTimeoutException quiet) {
                    checkSilence();
                }
            }
        }
    }

    private final class Output extends FilterOutputStream {
        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writing = true;
            try {
                out.write(bytes, offset, length);
            } finally {
                writing = false;
            }
        }
    }
}
