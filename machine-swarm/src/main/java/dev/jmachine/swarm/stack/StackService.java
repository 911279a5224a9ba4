package dev.jmachine.swarm.stack;

import java.util.List;

/**
 * A service of a stack and how far it has come.
 *
 * @param name the service's name
 * @param image its image
 * @param mode {@code replicated}, {@code global}, {@code replicated-job} or {@code global-job}
 * @param running how many tasks run
 * @param wanted how many are wanted
 * @param problems what its tasks failed with, the newest first, each once
 */
public record StackService(
        String name, String image, String mode, int running, int wanted, List<String> problems) {

    /** Copy the problems. */
    public StackService {
        problems = List.copyOf(problems);
    }

    /** Return whether as many tasks run as are wanted. */
    public boolean converged() {
        return running >= wanted;
    }
}
