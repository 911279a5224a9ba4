package dev.jmachine.swarm.mode;

import java.time.Instant;
import java.util.List;

/**
 * How a swarm is.
 *
 * @param id the swarm's id
 * @param nodes its nodes, managers first
 * @param autolock whether managers ask for a key after a restart
 * @param certificateExpiry when the certificate of the swarm's own authority ends
 * @param problems what is wrong, a sentence each, with what to do; none when all is well
 */
public record SwarmStatus(
        String id, List<SwarmNode> nodes, boolean autolock, Instant certificateExpiry, List<String> problems) {

    /** Copy the lists. */
    public SwarmStatus {
        nodes = List.copyOf(nodes);
        problems = List.copyOf(problems);
    }
}
