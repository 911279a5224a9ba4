package dev.jmachine.swarm.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the value of a config or secret is read from when it is applied: a file or an environment variable, one of the
 * two. The value itself is never held here. Immutable.
 *
 * @param file the file whose bytes are the value
 * @param environmentVariable the name of the variable whose text is the value
 * @param labels labels of the config or secret
 */
public record ExternalValue(Optional<Path> file, Optional<String> environmentVariable, Map<String, String> labels) {

    /**
     * Copy the labels and check that there is one place to read from.
     *
     * @throws IllegalArgumentException if there are none or two
     */
    public ExternalValue {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(environmentVariable, "environmentVariable");
        labels = ClusterFile.copy(labels);
        if (file.isPresent() == environmentVariable.isPresent()) {
            throw new IllegalArgumentException("a value comes from a file or from an environment variable");
        }
    }

    /** Return the place of a value that is in a file. */
    public static ExternalValue inFile(Path file, Map<String, String> labels) {
        return new ExternalValue(Optional.of(file), Optional.empty(), labels);
    }

    /** Return the place of a value that is in an environment variable. */
    public static ExternalValue inEnvironment(String variable, Map<String, String> labels) {
        return new ExternalValue(Optional.empty(), Optional.of(variable), labels);
    }
}
