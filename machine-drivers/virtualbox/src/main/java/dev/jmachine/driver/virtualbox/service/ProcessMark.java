package dev.jmachine.driver.virtualbox.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a process from a later one with the same id, by the time of its start.
 *
 * @param id process id
 * @param start time of its start in milliseconds since 1970; 0 where the system does not tell
 */
record ProcessMark(long id, long start) {
    /** Linux reckons from the time of its own start, which is corrected with the clock. */
    private static final long TOLERANCE = Duration.ofSeconds(10).toMillis();

    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** Read what {@link #toString()} has written, and whatever follows it. */
    static ProcessMark parse(String text) {
        String[] words = text.split("\\.");
        return new ProcessMark(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** Return the process if it is there still. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(id).filter(found -> Math.abs(of(found).start - start) <= TOLERANCE);
    }

    @Override
    public String toString() {
        return id + "." + start;
    }
}
