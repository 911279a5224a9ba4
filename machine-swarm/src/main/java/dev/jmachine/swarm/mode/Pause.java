package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;

/** A pause between two looks that ends when the work is cancelled. */
final class Pause {

    private Pause() {
    }

    /**
     * Wait so long.
     *
     * @param activity what is being done, for the failure
     * @throws MachineException with {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    static void of(Duration length, String activity) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "The work was cancelled.", e);
        }
    }
}
