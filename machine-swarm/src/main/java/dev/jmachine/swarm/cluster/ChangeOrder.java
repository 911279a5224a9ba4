package dev.jmachine.swarm.cluster;

import dev.jmachine.api.SwarmSpec;
import java.util.Comparator;
import java.util.List;

/**
 * The order of changes: what wakes managers first; then what makes machines; what changes them, one at a time; what is
 * put on the swarm; and what is taken away last, so that services always have somewhere to go.
 */
final class ChangeOrder {

    private ChangeOrder() {
    }

    /** Return changes in order; those of one rank keep the order they have. */
    static List<Change> of(List<Change> changes) {
        return changes.stream().sorted(Comparator.comparingInt(ChangeOrder::rank)).toList();
    }

    private static int rank(Change change) {
        return change instanceof MachineChange.StartMachine || change instanceof SwarmChange.Unlock
                || change instanceof SwarmChange.ForgetNode || change instanceof MachineChange.CreateMachine
                || change instanceof SwarmChange.Enrol ? joining(change) : later(change);
    }

    private static int joining(Change change) {
        if (change instanceof MachineChange.StartMachine) {
            return 0;
        }
        if (change instanceof SwarmChange.Unlock) {
            return 1;
        }
        return change instanceof SwarmChange.ForgetNode ? 2 : 4;
    }

    private static int later(Change change) {
        if (change instanceof MachineChange.ReplaceMachine replace) {
            return replace.dead() ? 3 : 10;
        }
        if (change instanceof SwarmChange.ChangeRole role) {
            return role.role() == SwarmSpec.Role.MANAGER ? 6 : 7;
        }
        if (change instanceof MachineChange.RemoveMachine removal) {
            return removal.role() == SwarmSpec.Role.MANAGER ? 17 : 16;
        }
        return rankOf(change.id());
    }

    private static int rankOf(String id) {
        return switch (id) {
            case "change-swarm" -> 5;
            case "change-labels" -> 8;
            case "change-availability" -> 9;
            case "configure-engine", "upgrade-engine" -> 10;
            case "load-image" -> 11;
            case "remove-stack" -> 13;
            case "deploy-stack" -> 14;
            case "remove-network", "remove-config", "remove-secret" -> 15;
            case "recover-swarm" -> 1;
            default -> 12;
        };
    }
}
