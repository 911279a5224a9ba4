package dev.jmachine.ssh;

import java.io.InterruptedIOException;

/** Ends work in between when its thread was interrupted. */
final class Interruption {

    private Interruption() {}

    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The copy was cancelled");
        }
    }
}
