package dev.jmachine.swarm.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One command of Compose on one machine. Immutable.
 *
 * @param project the project's name; empty for the one that the Compose files or their folder give
 * @param folder the project's folder here, against which names of files count
 * @param composeFiles the Compose files; none when there are none here and the host has them from before
 * @param envFiles files of variables in the place of the folder's own {@code .env}
 * @param environment variables; only those that the Compose files name leave this computer
 * @param words the command with all its words, such as {@code up -d}
 */
public record ComposeRequest(
        String project,
        Path folder,
        List<Path> composeFiles,
        List<Path> envFiles,
        Map<String, String> environment,
        List<String> words) {

    /** Copy the collections and check that nothing is null. */
    public ComposeRequest {
        Objects.requireNonNull(project, "project");
        folder = folder.toAbsolutePath().normalize();
        composeFiles = List.copyOf(composeFiles);
        envFiles = List.copyOf(envFiles);
        environment = Map.copyOf(environment);
        words = List.copyOf(words);
    }

    /** Return the names of the files only: values of variables may be secrets. */
    @Override
    public String toString() {
        return "ComposeRequest[project=" + project + ", composeFiles=" + composeFiles + "]";
    }
}
