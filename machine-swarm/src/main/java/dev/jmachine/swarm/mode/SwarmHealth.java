package dev.jmachine.swarm.mode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong with a swarm. Stateless. */
final class SwarmHealth {
    private static final Duration SOON = Duration.ofDays(30);

    private SwarmHealth() {
    }

    /** Return what is wrong, a sentence each, with what to do. */
    static List<String> problems(List<SwarmNode> nodes, Instant certificateExpiry, Instant now) {
        List<String> problems = new ArrayList<>();
        nodes.stream().filter(node -> !node.healthy()).map(SwarmHealth::sick).forEach(problems::add);
        Quorum quorum = Quorum.of(nodes);
        if (quorum.managers() > 1 && quorum.spare() == 0) {
            problems.add("None of the managers may be lost: " + quorum.reachable() + " of " + quorum.managers()
                    + " can be reached, and " + quorum.majority() + " must be. " + remedy(quorum));
        }
        if (certificateExpiry.isBefore(now.plus(SOON))) {
            problems.add("The certificate of the swarm's authority ends on "
                    + certificateExpiry.toString().substring(0, 10) + ". Replace the authority.");
        }
        return problems;
    }

    private static String remedy(Quorum quorum) {
        return quorum.reachable() < quorum.managers()
                ? "Bring the missing manager back, or take it out of the swarm."
                : "Make one more node a manager.";
    }

    private static String sick(SwarmNode node) {
        String name = node.machine().orElse(node.hostname());
        String state = node.state().equals("ready") ? "cannot be reached by the other managers" : "is " + node.state();
        String reason = node.message().isEmpty() ? "" : " (" + node.message() + ")";
        return "The node " + name + " " + state + reason + ". Start it, or have the swarm forget it.";
    }
}
