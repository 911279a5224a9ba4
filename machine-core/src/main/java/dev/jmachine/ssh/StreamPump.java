package dev.jmachine.ssh;

import java.io.IOException;

/** A thread that copies one stream and keeps its failure for the one who waits for it. */
final class StreamPump extends Thread {
    private final Copy copy;
    private volatile IOException failure;

    StreamPump(String name, Copy copy) {
        super("jmachine-ssh-" + name);
        this.copy = copy;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            copy.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Wait for the end of the stream. */
    void finish() throws IOException, InterruptedException {
        join();
        check();
    }

    /** Throw what the copy has failed with, if it has. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Copies until the end of the stream. */
    interface Copy {
        void run() throws IOException;
    }
}
