package dev.jmachine.ssh;

import java.io.IOException;

/** Runs last steps also on an interrupted thread: while its flag is up, SSHJ sends nothing and waits for nothing. */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Run a step with the thread's flag down, and raise it again if it was up. */
    static void run(Step step) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            step.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A step that does not block for long. */
    interface Step {
        void run() throws IOException;
    }
}
