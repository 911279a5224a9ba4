package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tries again what fails for the moment only: with back-off, jitter and a deadline.
 *
 * @param patience how long it is tried
 * @param quiet how long nothing is said of it: most failures of the moment are over by then
 * @param firstPause the longest pause after the first attempt; each further one is twice as long
 * @param longestPause the longest of all pauses
 */
record Retries(Duration patience, Duration quiet, Duration firstPause, Duration longestPause) {
    static final Retries USUAL = new Retries(
            Duration.ofMinutes(2), Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(15));

    /**
     * Do something until it succeeds.
     *
     * @param activity what is done, for messages
     * @param classify tells which failures pass
     * @param notice told once, when it has been failing for a while, why and how long it is tried again
     * @throws MachineException when it fails for good or for too long, or is interrupted between two attempts
     */
    <T> T call(String activity, Supplier<T> action, Function<Throwable, FailureKind> classify,
            Consumer<String> notice) {
        Deadline end = Deadline.after(patience);
        Deadline silence = Deadline.after(quiet);
        boolean told = false;
        Duration pause = firstPause;
        while (true) {
            try {
                return action.get();
            } catch (RuntimeException e) {
                FailureKind kind = classify.apply(e);
                MachineException failure = DriverFailures.of(activity, e, kind);
                if (kind != FailureKind.TRANSIENT || end.expired()) {
                    throw failure;
                }
                if (!told && silence.expired()) {
                    notice.accept(text(activity, failure, end));
                    told = true;
                }
            }
            end.pause("the next attempt: " + activity, jittered(pause));
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        }
    }

    private static String text(String activity, MachineException failure, Deadline end) {
        return activity + " fails for the moment; it is tried again for " + end.remaining().toSeconds() + " s more: "
                + failure.problem();
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
    }
}
