package dev.jmachine.swarm.cluster;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans what is done to the nodes that machines are in the swarm. Pure. */
final class NodePlanner {
    private final Map<String, Member> members;
    private final ClusterRecord record;
    private final Observation seen;
    private final Set<String> madeAnew;
    private final List<Change> changes = new ArrayList<>();

    /**
     * Create a planner.
     *
     * @param machines what is done to the machines themselves
     */
    NodePlanner(Map<String, Member> members, ClusterRecord record, Observation seen, List<Change> machines) {
        this.members = members;
        this.record = record;
        this.seen = seen;
        this.madeAnew = machines.stream()
                .filter(change -> change instanceof MachineChange.CreateMachine || change instanceof MachineChange.ReplaceMachine)
                .map(Change::subject).collect(Collectors.toSet());
    }

    List<Change> plan() {
        seen.swarm().ifPresent(this::forgotten);
        for (Member member : members.values()) {
            if (!madeAnew.contains(member.name())) {
                seen.machine(member.name()).ifPresent(machine -> node(member, machine));
            }
        }
        return changes;
    }

    /** Plan that the swarm forgets nodes that were machines of the cluster and are none any more. */
    private void forgotten(ObservedSwarm swarm) {
        record.machines().forEach((name, member) -> {
            boolean known = swarm.nodes().stream().anyMatch(node -> node.id().equals(member.node())
                    && !node.machine().filter(name::equals).isPresent());
            if (!member.node().isEmpty() && known) {
                changes.add(new SwarmChange.ForgetNode(name, member.node()));
            }
        });
    }

    private void node(Member member, ObservedMachine machine) {
        if (machine.swarm().locked()) {
            changes.add(new SwarmChange.Unlock(member.name()));
        }
        Optional<SwarmNode> node = seen.swarm().flatMap(swarm -> swarm.node(member.name()));
        if (node.isPresent()) {
            differences(member, node.get());
        } else if (machine.works()) {
            changes.add(new SwarmChange.Enrol(member.name(), member.role(), leavesFirst(machine)));
        }
    }

    /** Return whether it has to leave a swarm that has come to its end; one that has forgotten it is no obstacle. */
    private boolean leavesFirst(ObservedMachine machine) {
        return seen.swarm().isEmpty() && !seen.swarmProblem().isEmpty() && machine.swarm().inSwarm();
    }

    private void differences(Member member, SwarmNode node) {
        if (node.role() != member.role()) {
            changes.add(new SwarmChange.ChangeRole(member.name(), member.role()));
        }
        labels(member, node);
        if (node.availability() != member.availability() && !engineChanging(member)) {
            changes.add(new SwarmChange.ChangeAvailability(member.name(), member.availability()));
        }
    }

    /** A node whose engine is about to be changed gets its availability back after that. */
    private boolean engineChanging(Member member) {
        return Optional.ofNullable(record.machines().get(member.name()))
                .filter(ClusterRecord.MemberRecord::engineChanging).isPresent()
                && node(member).filter(node -> node.availability() == SwarmSpec.Availability.DRAIN).isPresent();
    }

    private Optional<SwarmNode> node(Member member) {
        return seen.swarm().flatMap(swarm -> swarm.node(member.name()));
    }

    /** Labels that others have put on the node stay. */
    private void labels(Member member, SwarmNode node) {
        Map<String, String> set = new LinkedHashMap<>();
        member.labels().forEach((key, value) -> {
            if (!value.equals(node.labels().get(key))) {
                set.put(key, value);
            }
        });
        Set<String> removed = new TreeSet<>(Optional.ofNullable(record.machines().get(member.name()))
                .map(ClusterRecord.MemberRecord::labels).orElse(Set.of()));
        removed.removeAll(member.labels().keySet());
        removed.retainAll(node.labels().keySet());
        if (!set.isEmpty() || !removed.isEmpty()) {
            changes.add(new SwarmChange.ChangeLabels(member.name(), set, removed));
        }
    }
}
