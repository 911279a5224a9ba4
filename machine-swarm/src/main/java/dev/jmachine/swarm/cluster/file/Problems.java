package dev.jmachine.swarm.cluster.file;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with a file, so that all of it can be told at once. Not thread-safe. */
final class Problems {
    private final Path file;
    private final TreeSet<Problem> found = new TreeSet<>(
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column).thenComparing(Problem::what));

    Problems(Path file) {
        this.file = file;
    }

    private record Problem(int line, int column, String key, String what) {
    }

    /**
     * Add a problem. One that is known at that place already, such as at a part of the file that counts for several
     * groups, is not told twice.
     *
     * @param place where it is
     * @param key the keys that lead there; empty for the file as a whole
     * @param what what is wrong, without a full stop
     */
    void add(Optional<Mark> place, String key, String what) {
        found.add(new Problem(place.map(mark -> mark.getLine() + 1).orElse(1),
                place.map(mark -> mark.getColumn() + 1).orElse(1), key, what));
    }

    /** Return the problems in the order of the file, each on one line, as compilers do. */
    List<String> lines() {
        return found.stream().map(problem -> file + ":" + problem.line() + ":" + problem.column() + ": "
                + (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.what()).toList();
    }

    /**
     * Fail if there are problems.
     *
     * @throws MachineException with {@link ErrorCode#CLUSTER_FILE}
     */
    void raise() {
        if (!found.isEmpty()) {
            throw failure(lines().stream().collect(Collectors.joining("\n")), null);
        }
    }

    MachineException failure(String problem, Throwable cause) {
        return new MachineException(ErrorCode.CLUSTER_FILE, "Reading the cluster file " + file, problem, cause);
    }
}
