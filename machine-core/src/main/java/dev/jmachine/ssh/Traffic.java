package dev.jmachine.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What goes over a {@link Carrier}: who reads, whether a write is under way, when something came. Thread-safe. */
final class Traffic {
    private volatile Duration allowedSilence = Duration.ofSeconds(Long.MAX_VALUE / 2);
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean writing;
    private volatile Thread reader;

    /** Looks after something from time to time, and throws when the connection is to end. */
    interface Look {
        void run() throws IOException;
    }

    /** Have {@link #checkSilence} fail when nothing comes for so long from now on. */
    void watch(Duration silence) {
        lastHeard = System.nanoTime();
        allowedSilence = silence;
    }

    void checkSilence() throws IOException {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastHeard);
        if (silence.compareTo(allowedSilence) > 0) {
            throw new IOException("The host has not answered for " + silence.toSeconds() + " s");
        }
    }

    boolean isWriting() {
        return writing;
    }

    /** Wait a moment for the thread that read last to notice that the connection is closed. */
    void joinReader() {
        Thread last = reader;
        try {
            if (last != null && last != Thread.currentThread()) {
                last.join(TimeUnit.SECONDS.toMillis(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Return a stream that is heard of here; where it may time out, it takes a look then and reads on. */
    InputStream input(InputStream in, Look whenQuiet) {
        return new Input(in, whenQuiet);
    }

    OutputStream output(OutputStream out) {
        return new Output(out);
    }

    private final class Input extends FilterInputStream {
        private final Look whenQuiet;

        Input(InputStream in, Look whenQuiet) {
            super(in);
            this.whenQuiet = whenQuiet;
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
                    whenQuiet.run();
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

        /** A channel sends what it was given only now, and may wait for its peer in doing so. */
        @Override
        public void flush() throws IOException {
            writing = true;
            try {
                out.flush();
            } finally {
                writing = false;
            }
        }
    }
}
