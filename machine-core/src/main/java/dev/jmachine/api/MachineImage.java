package dev.jmachine.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * An image on this computer that a driver makes machines from.
 *
 * @param name its name, unique for the driver
 * @param version what it holds, such as {@code 12.11}
 * @param engine the version of the Docker Engine in it; empty when there is none
 * @param size bytes that it takes on disk
 * @param built when it was built or fetched
 * @param file where it is
 */
public record MachineImage(String name, String version, String engine, long size, Instant built, Path file) {

    /** Check that nothing is null. */
    public MachineImage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(built, "built");
        Objects.requireNonNull(file, "file");
    }
}
