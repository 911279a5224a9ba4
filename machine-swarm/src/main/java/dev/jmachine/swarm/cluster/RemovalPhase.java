package dev.jmachine.swarm.cluster;

import dev.jmachine.api.RemoveOptions;

/** Takes machines away that the file no longer has: each drains, is demoted, leaves, and is removed, in that order. */
final class RemovalPhase {
    private final ClusterWork work;

    RemovalPhase(ClusterWork work) {
        this.work = work;
    }

    void run(ClusterPlan plan) {
        for (MachineChange.RemoveMachine change : plan.all(MachineChange.RemoveMachine.class)) {
            work.requireGoingOn();
            work.attempt(change.subject(), () -> remove(change.subject()));
        }
    }

    private void remove(String name) {
        boolean there = work.machines().exists(name);
        String node = work.keeper().record().machines().get(name).node();
        if (work.swarm().isPresent() && !node.isEmpty()) {
            leave(name, node, there);
            work.keeper().member(name, member -> member.withNode(""));
        }
        if (there) {
            work.machines().get(name).remove(RemoveOptions.DEFAULT);
        }
        work.keeper().update(record -> record.withMachine(name, null));
    }

    private void leave(String name, String node, boolean there) {
        if (there) {
            work.requireSwarm().leave(name, work.force());
        } else if (work.requireSwarm().nodes().stream().anyMatch(each -> each.id().equals(node))) {
            work.requireSwarm().forget(node, work.force());
        }
    }
}
