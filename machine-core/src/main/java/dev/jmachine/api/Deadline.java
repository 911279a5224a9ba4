package dev.jmachine.api;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A point in time by which something must have happened; the base of every wait in this library.
 *
 * <p>Measured on the monotonic clock, so a change of the wall clock does not move it. Immutable and thread-safe.
 */
public final class Deadline {
    private final long endNanos;
    private final Duration timeout;

    private Deadline(Duration timeout) {
        this.timeout = timeout;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Return the deadline that lies so long ahead. */
    public static Deadline after(Duration timeout) {
        return new Deadline(timeout);
    }

    /** Return what is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Return whether the deadline has passed. */
    public boolean expired() {
        return remaining().isZero();
    }

    /**
     * Poll until a condition holds.
     *
     * @param what what is waited for, for the error message, such as "SSH at 192.0.2.7:22"
     * @param interval the pause between two looks
     * @param condition the condition; looked at once at least
     * @throws MachineException with {@link ErrorCode#TIMEOUT} when the deadline passes first, or
     *     {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public void await(String what, Duration interval, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (expired()) {
                throw new MachineException(ErrorCode.TIMEOUT, "Waiting for " + what,
                        "It did not come within " + timeout.toSeconds() + " s.");
            }
            pause(what, interval);
        }
    }

    /**
     * Pause between two looks, at most until the deadline; for waits that end with more than a yes or no.
     *
     * @param what what is waited for, for the error message
     * @throws MachineException with {@link ErrorCode#CANCELLED} when the thread is interrupted
     */
    public void pause(String what, Duration interval) {
        Duration pause = interval.compareTo(remaining()) < 0 ? interval : remaining();
        try {
            Thread.sleep(pause.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Waiting for " + what, "The wait was cancelled.", e);
        }
    }
}
