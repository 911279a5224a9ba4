package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows planned changes in thought, and finds the one with which the managers would lose their majority. */
final class QuorumForecast {
    /** Whether each manager is reachable, by its node's id; new ones by the machine's name. */
    private final Map<String, Boolean> managers = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();

    QuorumForecast(Observation seen) {
        seen.swarm().ifPresent(swarm -> swarm.nodes().stream()
                .filter(node -> node.role() == SwarmSpec.Role.MANAGER).forEach(this::add));
    }

    private void add(SwarmNode node) {
        managers.put(node.id(), node.healthy());
        node.machine().ifPresent(machine -> nodes.put(machine, node.id()));
    }

    /**
     * Check changes, which stand in the order in which they are done. That the only manager is replaced while it works
     * would end the swarm for nothing, and is refused even when forced.
     *
     * @param force whether a lost majority is put up with
     * @throws MachineException with {@link ErrorCode#SWARM_QUORUM} that names the machine with which it would be lost
     */
    void check(List<Change> changes, boolean force) {
        for (Change change : changes) {
            if (!force || change instanceof MachineChange.ReplaceMachine replace && !replace.dead()) {
                check(change);
            }
        }
    }

    private void check(Change change) {
        if (change instanceof MachineChange.StartMachine start && managers.containsKey(key(start.subject()))) {
            managers.put(key(start.subject()), true);
        } else if (change instanceof MachineChange.CreateMachine create && create.role() == SwarmSpec.Role.MANAGER) {
            managers.put(create.subject(), true);
        } else if (change instanceof SwarmChange.Enrol enrol && enrol.role() == SwarmSpec.Role.MANAGER) {
            managers.put(enrol.subject(), true);
        } else if (change instanceof SwarmChange.ForgetNode forgotten) {
            remove(forgotten.node(), forgotten);
        } else if (change instanceof MachineChange.RemoveMachine removal) {
            remove(key(removal.subject()), removal);
        } else if (change instanceof MachineChange.ReplaceMachine replace) {
            remove(key(replace.subject()), replace);
            if (replace.role() == SwarmSpec.Role.MANAGER) {
                managers.put(replace.subject() + "'", true);
            }
        } else if (change instanceof SwarmChange.ChangeRole role) {
            changeRole(role);
        }
    }

    private void changeRole(SwarmChange.ChangeRole change) {
        if (change.role() == SwarmSpec.Role.MANAGER) {
            managers.put(key(change.subject()), true);
        } else {
            remove(key(change.subject()), change);
        }
    }

    private String key(String machine) {
        return nodes.getOrDefault(machine, machine);
    }

    private void remove(String manager, Change change) {
        if (managers.remove(manager) == null) {
            return;
        }
        long reachable = managers.values().stream().filter(Boolean::booleanValue).count();
        long needed = managers.size() / 2 + 1;
        if (reachable < needed) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, "Planning what becomes of the machine \""
                    + change.subject() + "\"", "Without it " + reachable + " of " + managers.size()
                            + " managers would be reachable, and " + needed + " are needed.")
                    .at(change.subject(), null, null);
        }
    }
}
