package dev.jmachine.cloud;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again, with pauses that grow, for what a provider does in its own time. Immutable. */
public final class Polling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Duration timeout;
    private final boolean pausesFirst;
    private final Duration firstPause;

    private Polling(Duration timeout, boolean pausesFirst, Duration firstPause) {
        this.timeout = timeout;
        this.pausesFirst = pausesFirst;
        this.firstPause = firstPause;
    }

    /** Return a wait that is given up after so long. */
    public static Polling within(Duration timeout) {
        return new Polling(timeout, false, FIRST_PAUSE);
    }

    /** Return a wait that looks after so long for the first time, for what never comes sooner. */
    public Polling lookingFirstAfter(Duration pause) {
        return new Polling(timeout, true, pause);
    }

    /**
     * Look until a condition holds.
     *
     * @param what what is waited for, for the error message
     * @throws MachineException with {@link ErrorCode#TIMEOUT} when it does not come in time, or
     *     {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public void until(String what, BooleanSupplier condition) {
        find(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Look until there is something.
     *
     * @param what what is waited for, for the error message
     * @return what was found
     * @throws MachineException with {@link ErrorCode#TIMEOUT} when it does not come in time, or
     *     {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public <T> T find(String what, Supplier<Optional<T>> look) {
        Deadline deadline = Deadline.after(timeout);
        if (pausesFirst) {
            deadline.pause(what, firstPause);
        }
        Duration pause = firstPause;
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (deadline.expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, "Waiting for " + what,
                        "It did not come within " + timeout.toSeconds() + " s.");
            }
            deadline.pause(what, pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
