package dev.jmachine.swarm.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Brings the swarm's settings and its nodes' roles, labels and availability to what the file says. */
final class NodePhase {
    private final ClusterWork work;
    private final Map<String, Member> members;

    NodePhase(ClusterWork work, Map<String, Member> members) {
        this.work = work;
        this.members = members;
    }

    void run(ClusterPlan plan) {
        for (Change change : plan.changes()) {
            work.requireGoingOn();
            if (change instanceof SwarmChange.ChangeSwarm swarm) {
                work.attempt("swarm", () -> work.teller().tell("change-swarm", "Changing the swarm's settings",
                        () -> work.requireSwarm().change(swarm.settings())));
            } else if (change instanceof SwarmChange.ChangeRole role) {
                work.attempt(role.subject(), () -> role(role));
            } else if (change instanceof SwarmChange.ChangeLabels labels) {
                work.attempt(labels.subject(), () -> labels(labels));
            } else if (change instanceof SwarmChange.ChangeAvailability availability) {
                work.attempt(availability.subject(), () -> work.requireSwarm()
                        .availability(availability.subject(), availability.availability()));
            }
        }
    }

    private void role(SwarmChange.ChangeRole change) {
        work.requireSwarm().role(change.subject(), change.role(), work.force());
        work.keeper().member(change.subject(), member -> member.withRole(change.role()));
    }

    /** What is set is written down before, so that it is removed even if this is cut short and the file changes. */
    private void labels(SwarmChange.ChangeLabels change) {
        Set<String> keys = new TreeSet<>(members.get(change.subject()).labels().keySet());
        keys.addAll(change.removed());
        work.keeper().member(change.subject(), member -> member.withLabels(keys));
        work.requireSwarm().label(change.subject(), change.set(), change.removed());
        work.keeper().member(change.subject(),
                member -> member.withLabels(members.get(change.subject()).labels().keySet()));
    }
}
