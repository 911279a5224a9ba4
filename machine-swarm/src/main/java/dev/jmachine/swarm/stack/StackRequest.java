package dev.jmachine.swarm.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a stack is deployed from, and how. Immutable.
 *
 * @param composeFiles its Compose files, at least one; later ones add to and override earlier ones
 * @param environment variables for substitution; they win over those of the files. Only those that the Compose files
 *     name leave this computer
 * @param envFiles files of such variables, later ones winning
 * @param prune whether services that are no longer in the files are removed
 * @param images when the digests of images are looked up at their registries
 * @param registryAuth whether the credentials for registries that root has on the manager are handed to the nodes
 * @param convergence for how long the services may take until they run as wanted; zero not to wait
 */
public record StackRequest(
        List<Path> composeFiles,
        Map<String, String> environment,
        List<Path> envFiles,
        boolean prune,
        ImageResolution images,
        boolean registryAuth,
        Duration convergence) {

    /** How long the services of a stack may take when nothing else is asked for. */
    public static final Duration DEFAULT_CONVERGENCE = Duration.ofMinutes(10);

    /** When the digest of a service's image is looked up at its registry, so that all nodes run the same. */
    public enum ImageResolution {
        /** At every deployment. */
        ALWAYS,
        /** When the image's name changed. */
        CHANGED,
        /** Not at all: each node runs what it has under that name. */
        NEVER
    }

    /** Copy the collections and check that nothing is null. */
    public StackRequest {
        composeFiles = List.copyOf(composeFiles);
        environment = Map.copyOf(environment);
        envFiles = List.copyOf(envFiles);
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(convergence, "convergence");
    }

    /** Return a request that asks for nothing but Compose files. */
    public static StackRequest of(List<Path> composeFiles) {
        return new StackRequest(composeFiles, Map.of(), List.of(), false, ImageResolution.ALWAYS, false,
                DEFAULT_CONVERGENCE);
    }

    /** Return the names of the files only: values of variables may be secrets. */
    @Override
    public String toString() {
        return "StackRequest[composeFiles=" + composeFiles + ", envFiles=" + envFiles + "]";
    }
}
