package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import java.util.List;

/**
 * How many managers a swarm has, and how many of them can be reached. More than half must be, or nothing can be
 * decided.
 *
 * @param managers all managers
 * @param reachable those that can be reached
 */
record Quorum(long managers, long reachable) {

    /** Return the quorum of a swarm with these nodes. */
    static Quorum of(List<SwarmNode> nodes) {
        return new Quorum(
                nodes.stream().filter(Quorum::manages).count(), nodes.stream().filter(Quorum::counts).count());
    }

    /** Return how many managers must be reachable. */
    long majority() {
        return managers / 2 + 1;
    }

    /** Return whether enough managers are reachable. */
    boolean held() {
        return reachable >= majority();
    }

    /** Return how many more managers may be lost. */
    long spare() {
        return reachable - majority();
    }

    /** Return what would be left without a node. */
    Quorum without(SwarmNode node) {
        return new Quorum(managers - (manages(node) ? 1 : 0), reachable - (counts(node) ? 1 : 0));
    }

    /**
     * Check that a manager can be spared.
     *
     * @param activity what is to be done, for the message
     * @throws MachineException with {@link ErrorCode#SWARM_QUORUM} if it cannot
     */
    static void requireWithout(SwarmNode node, List<SwarmNode> nodes, String activity) {
        if (!manages(node)) {
            return;
        }
        Quorum rest = of(nodes).without(node);
        if (rest.managers() == 0) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, activity, "It is the last manager: "
                    + (nodes.size() == 1 ? "without it the swarm ends."
                            : "without it the swarm of " + nodes.size() + " nodes ends."));
        }
        if (!rest.held()) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, activity, "Of the " + rest.managers()
                    + " managers left " + rest.reachable() + " could be reached, and " + rest.majority() + " must be.");
        }
    }

    /**
     * One without a reachability takes no part: it has just been made a manager, or the others began anew without it.
     */
    private static boolean manages(SwarmNode node) {
        return node.role() == SwarmSpec.Role.MANAGER && !node.reachability().isEmpty();
    }

    private static boolean counts(SwarmNode node) {
        return manages(node) && node.reachability().equals("reachable") && !node.state().equals("down");
    }
}
