package dev.jmachine.lifecycle.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that forwards a port, told from a later one with the same id by the time of its start.
 *
 * @param id process id
 * @param start time of its start in milliseconds since 1970; 0 where the system does not tell
 * @param port the port of this computer that it forwards
 */
record TunnelProcess(long id, long start, int port) {
    /** Linux reckons from the time of its own start, which is corrected with the clock. */
    private static final long TOLERANCE = Duration.ofSeconds(10).toMillis();

    static TunnelProcess of(ProcessHandle process, int port) {
        return new TunnelProcess(process.pid(), start(process), port);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Read what {@link #toString()} has written to a file; empty when there is none, or none that makes sense. */
    static Optional<TunnelProcess> read(Path file) throws IOException {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return Optional.of(new TunnelProcess(
                    Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2])));
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Return the process if it is there still; one that has ended and that nobody has asked for has no command. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(id).filter(found -> found.info().command().isPresent())
                .filter(found -> Math.abs(start(found) - start) <= TOLERANCE);
    }

    @Override
    public String toString() {
        return id + " " + start + " " + port;
    }
}
