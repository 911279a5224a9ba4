package dev.jmachine.swarm.mode;

import dev.jmachine.api.SwarmSpec;
import java.util.Map;
import java.util.Optional;

/**
 * One node as the swarm's managers see it.
 *
 * @param id the node's id in the swarm
 * @param hostname the host's name
 * @param machine the name of the machine in the store that is this node; empty when it is none of ours
 * @param role manager or worker
 * @param availability whether containers are put on it
 * @param state {@code ready}, {@code down}, {@code unknown} or {@code disconnected}
 * @param message why it is in that state; empty when the managers say nothing
 * @param address where the managers reach it
 * @param reachability of a manager: {@code reachable}, {@code unreachable} or {@code unknown}; empty for a worker
 * @param leader whether it is the managers' leader
 * @param engineVersion its engine's version
 * @param labels labels of the node
 */
public record SwarmNode(
        String id,
        String hostname,
        Optional<String> machine,
        SwarmSpec.Role role,
        SwarmSpec.Availability availability,
        String state,
        String message,
        String address,
        String reachability,
        boolean leader,
        String engineVersion,
        Map<String, String> labels) {

    /** Copy the labels. */
    public SwarmNode {
        labels = Map.copyOf(labels);
    }

    /** Return whether the node works: it is ready and, as a manager, reachable. */
    public boolean healthy() {
        return state.equals("ready") && !reachability.equals("unreachable");
    }
}
