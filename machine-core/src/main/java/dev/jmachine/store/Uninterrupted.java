package dev.jmachine.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Puts an interruption off until something short is on disk: a cancelled operation must still be able to write down
 * what it has made, and an interruption closes the file channel in use. Stateless.
 */
final class Uninterrupted {

    /** Something that can be done again from the start when it was cut short. */
    interface Work {
        void run() throws IOException;
    }

    private Uninterrupted() {
    }

    /** Do the work to its end; the thread is interrupted afterwards if it was before or meanwhile. */
    static void run(Work work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!runOnce(work)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean runOnce(Work work) throws IOException {
        try {
            work.run();
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
