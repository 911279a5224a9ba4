package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.swarm.mode.Inquiry.Answer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says why none of the machines asked can be used as a manager of a swarm.
 *
 * @param cluster the swarm's id
 * @param answers what the machines said that should be its managers
 */
record ManagerVerdict(String cluster, List<Answer<LocalNode>> answers) {

    /** Return whether enough managers answer for them to elect a leader. */
    boolean mayElect() {
        return leaderless() > 0 && leaderless() >= answers.size() / 2 + 1;
    }

    private long leaderless() {
        return answers.stream().flatMap(answer -> answer.value().stream()).filter(ManagerVerdict::waits).count();
    }

    private static boolean waits(LocalNode node) {
        return node.active() && node.control() && node.cluster().isEmpty() || node.state().equals("pending");
    }

    /** Return the failure. */
    MachineException failure() {
        String activity = "Looking for a manager of the swarm " + cluster;
        if (answers.isEmpty()) {
            return new MachineException(ErrorCode.SWARM_NO_MANAGER, activity,
                    "No machine in the store is one of its managers.");
        }
        return new MachineException(code(), activity, answers.stream()
                .map(this::sentence).sorted().collect(Collectors.joining(" ")));
    }

    private ErrorCode code() {
        long locked = answers.stream().flatMap(answer -> answer.value().stream()).filter(LocalNode::locked).count();
        if (locked > 0) {
            return ErrorCode.SWARM_LOCKED;
        }
        return leaderless() > 0 ? ErrorCode.SWARM_QUORUM : ErrorCode.SWARM_NO_MANAGER;
    }

    private String sentence(Answer<LocalNode> answer) {
        String name = answer.machine().name();
        return answer.value().map(node -> name + " " + said(node))
                .orElseGet(() -> name + " does not answer: " + answer.failure().problem());
    }

    private String said(LocalNode node) {
        if (node.locked()) {
            return "is locked.";
        }
        if (node.inactive()) {
            return "is in no swarm any more.";
        }
        if (waits(node)) {
            return "has no leader: too few managers are left to elect one.";
        }
        if (node.inCharge()) {
            return "is in another swarm now, " + node.cluster() + ".";
        }
        return node.active() ? "is no manager any more." : "is in the state " + node.state() + ": " + node.error();
    }
}
