package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds out what has to be done to make a cluster what its file says. Pure: what it needs to know has been asked
 * before, and nothing is done.
 */
final class Planner {
    private final ClusterFile file;
    private final WantedContents contents;
    private final ClusterRecord record;
    private final Observation seen;
    private final boolean force;
    private final Map<String, Member> members;
    private final List<String> warnings;

    /**
     * Create a planner.
     *
     * @param file what is wanted
     * @param contents digests of what is wanted on the swarm
     * @param record what was made for the cluster
     * @param seen what was found
     * @param force whether a lost majority of managers is put up with
     */
    Planner(ClusterFile file, WantedContents contents, ClusterRecord record, Observation seen, boolean force) {
        this.file = file;
        this.contents = contents;
        this.record = record;
        this.seen = seen;
        this.force = force;
        this.members = Member.of(file);
        this.warnings = new ArrayList<>(file.warnings());
    }

    /**
     * Return what has to be done, in order.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_EXISTS} if a machine of that name is not the cluster's,
     *     {@link ErrorCode#SWARM_QUORUM} if the majority of managers would be lost, or
     *     {@link ErrorCode#SWARM_NO_MANAGER} if no manager answers and none can be started
     */
    ClusterPlan plan() {
        requireOurs();
        List<Change> machines = new MachinePlanner(members, record, seen, warnings).plan();
        if (seen.swarm().isEmpty() && !seen.swarmProblem().isEmpty() && !managersAreGone()) {
            return awakening(machines);
        }
        List<Change> changes = new ArrayList<>(machines);
        changes.addAll(new NodePlanner(members, record, seen, machines).plan());
        changes.addAll(new ContentPlanner(file, members, contents, record, seen, machines, warnings).plan());
        changes.addAll(removals());
        List<Change> ordered = ChangeOrder.of(changes);
        new QuorumForecast(seen).check(ordered, force);
        return new ClusterPlan(file.name(), ordered, warnings, false);
    }

    private void requireOurs() {
        List<String> others = members.keySet().stream()
                .filter(name -> seen.machine(name).isPresent() && !record.machines().containsKey(name)).toList();
        if (!others.isEmpty()) {
            throw new MachineException(ErrorCode.MACHINE_EXISTS, "Planning the cluster \"" + file.name() + "\"",
                    "Machines of these names are there and are not the cluster's: " + String.join(", ", others) + ".");
        }
    }

    /** Return whether the swarm can never answer again, and a new one may be begun. */
    private boolean managersAreGone() {
        boolean gone = record.machines().entrySet().stream()
                .filter(entry -> entry.getValue().role() == SwarmSpec.Role.MANAGER)
                .allMatch(entry -> seen.machine(entry.getKey()).map(ObservedMachine::dead).orElse(true));
        if (gone && !force) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, "Planning the cluster \"" + file.name() + "\"",
                    "All its managers are gone, and with them the swarm: its services, configs and secrets. "
                            + "A new swarm is begun only when that is forced.");
        }
        return gone;
    }

    /** Return what wakes managers up; what else is to be done shows when they answer. */
    private ClusterPlan awakening(List<Change> machines) {
        List<Change> changes = new ArrayList<>(machines.stream()
                .filter(MachineChange.StartMachine.class::isInstance).toList());
        seen.machines().forEach((name, machine) -> {
            if (machine.swarm().locked()) {
                changes.add(new SwarmChange.Unlock(name));
            }
        });
        if (changes.isEmpty() && force) {
            survivor().ifPresent(name -> changes.add(new SwarmChange.RecoverSwarm(name)));
        }
        if (changes.isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_NO_MANAGER, "Planning the cluster \"" + file.name() + "\"",
                    seen.swarmProblem());
        }
        warnings.add("No manager of the swarm answers now; what else is to be done shows when one does.");
        return new ClusterPlan(file.name(), ChangeOrder.of(changes), warnings, true);
    }

    /** Return a manager that works and has no leader. */
    private Optional<String> survivor() {
        return record.machines().entrySet().stream()
                .filter(entry -> entry.getValue().role() == SwarmSpec.Role.MANAGER)
                .filter(entry -> seen.machine(entry.getKey())
                        .filter(machine -> machine.works() && machine.swarm().inSwarm()).isPresent())
                .map(Map.Entry::getKey).sorted().findFirst();
    }

    private List<Change> removals() {
        List<Change> removals = new ArrayList<>();
        for (String name : new TreeSet<>(record.machines().keySet())) {
            if (!members.containsKey(name)) {
                removals.add(new MachineChange.RemoveMachine(name, record.machines().get(name).role()));
            }
        }
        return removals;
    }
}
