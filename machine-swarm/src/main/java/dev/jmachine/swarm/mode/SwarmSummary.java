package dev.jmachine.swarm.mode;

import java.util.List;

/**
 * A swarm that machines of the store are in.
 *
 * @param id the swarm's id; empty when only locked or lost nodes of it answer
 * @param managers names of the machines that are managers
 * @param workers names of the machines that are workers
 */
public record SwarmSummary(String id, List<String> managers, List<String> workers) {

    /** Copy the lists. */
    public SwarmSummary {
        managers = List.copyOf(managers);
        workers = List.copyOf(workers);
    }
}
