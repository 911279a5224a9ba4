package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.DriverDescription;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.variable.Substitution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** Return the JSON Schema of cluster files, for editors and other tools. */
    public static String schema() {
        try (InputStream schema = ClusterFileReader.class.getResourceAsStream("cluster.schema.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        Problems problems = new Problems(file);
        Path folder = file.toAbsolutePath().getParent();
        Reading reading = new Reading(folder, Substitution.strict(environment), problems, new Problems(file));
        Optional<ClusterFile> read = Document.root(file, problems)
                .filter(root -> Structure.isSound(root, problems))
                .flatMap(root -> new Element(root, root, "", reading).mapping(Section.FILE))
                .map(root -> new FileReader(root, reading, new DriverReader(drivers)))
                .filter(FileReader::isKnownVersion)
                .map(reader -> reader.read(file.toAbsolutePath()));
        problems.raise();
        return read.orElseThrow();
    }
}
