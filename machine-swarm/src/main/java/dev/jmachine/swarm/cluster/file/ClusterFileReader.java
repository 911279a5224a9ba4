package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.DriverDescription;
import dev.jmachine.swarm.cluster.ClusterFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Reads cluster files. Thread-safe; holds nothing between calls. */
public final class ClusterFileReader {
    private final Function<String, DriverDescription> drivers;

    /**
     * Create a reader that checks drivers and their options too.
     *
     * @param drivers tells of a driver by its name and fails as {@link dev.jmachine.api.Machines#driver} does, which it
     *     mostly is
     */
    public ClusterFileReader(Function<String, DriverDescription> drivers) {
        this.drivers = drivers;
    }

    /**
     * Read and check a file.
     *
     * @param file the cluster file
     * @param environment the variables that {@code ${NAME}} in the file, and configs and secrets, stand for
     * @return what it asks for
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#CLUSTER_FILE} if it cannot be
     *     read or has errors; its problem has one line for each, as {@code FILE:LINE:COLUMN: KEY: what}
     */
    public ClusterFile read(Path file, Map<String, String> environment) {
        throw new UnsupportedOperationException(drivers + " " + file + environment);
    }
}
