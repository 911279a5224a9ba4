package dev.jmachine.swarm.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a stack of services is deployed from. Immutable.
 *
 * @param composeFiles its Compose files, at least one; later ones add to and override earlier ones
 * @param environment variables for substitution in the Compose files; they win over those of the files
 * @param envFiles files of such variables, later ones winning
 * @param prune whether services that are no longer in the files are removed
 * @param convergence for how long its services may take until they run as wanted; zero not to wait
 */
public record StackSource(
        List<Path> composeFiles,
        Map<String, String> environment,
        List<Path> envFiles,
        boolean prune,
        Duration convergence) {

    /** How long the services of a stack may take when the file does not say. */
    public static final Duration DEFAULT_CONVERGENCE = Duration.ofMinutes(10);

    /** Copy the collections and check that nothing is null. */
    public StackSource {
        Objects.requireNonNull(convergence, "convergence");
        composeFiles = List.copyOf(composeFiles);
        environment = ClusterFile.copy(environment);
        envFiles = List.copyOf(envFiles);
    }
}
