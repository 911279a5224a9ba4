package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.swarm.cluster.ClusterRecord.MemberRecord;
import dev.jmachine.swarm.cluster.ClusterStatus.MemberStatus;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.stack.StackService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together how a cluster is, and what is to be done about it. For one thread. */
final class StatusReport {
    private final ClusterRecord record;
    private final Observation seen;
    private final Optional<ClusterSwarm> swarm;
    private final List<String> problems = new ArrayList<>();

    StatusReport(ClusterRecord record, Observation seen, Optional<ClusterSwarm> swarm) {
        this.record = record;
        this.seen = seen;
        this.swarm = swarm;
    }

    ClusterStatus status() {
        if (!seen.swarmProblem().isEmpty()) {
            problems.add("No manager of the swarm answers. " + seen.swarmProblem());
        }
        List<MemberStatus> members = record.machines().entrySet().stream()
                .map(entry -> member(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(MemberStatus::role).reversed().thenComparing(MemberStatus::machine))
                .toList();
        swarm.ifPresent(this::swarmProblems);
        List<StackService> services = new ArrayList<>();
        swarm.ifPresent(each -> record.stacks().keySet().forEach(stack -> services.addAll(services(each, stack))));
        return new ClusterStatus(record.name(), record.swarmId(), members, services, problems);
    }

    private MemberStatus member(String name, MemberRecord member) {
        Optional<ObservedMachine> machine = seen.machine(name);
        Optional<SwarmNode> node = seen.swarm().flatMap(each -> each.node(name));
        machineProblem(name, machine).or(() -> nodeProblem(name, member, node)).ifPresent(problems::add);
        return new MemberStatus(name, member.role(), machine.map(ObservedMachine::state).orElse(MachineState.NOT_FOUND),
                node.map(SwarmNode::state).orElse(""),
                node.map(each -> each.availability().word()).orElse(""),
                node.filter(SwarmNode::leader).isPresent());
    }

    private static Optional<String> machineProblem(String name, Optional<ObservedMachine> machine) {
        if (machine.isEmpty()) {
            return Optional.of("The machine " + name + " is not there. Apply the cluster's file to make it.");
        }
        ObservedMachine found = machine.get();
        if (found.unfinishedStep().isPresent()) {
            return Optional.of("The making of the machine " + name + " was cut short in step "
                    + found.unfinishedStep().get() + ". Apply the cluster's file to go on with it.");
        }
        if (found.startable()) {
            return Optional.of(found.state() == MachineState.RUNNING
                    ? "The engine of the machine " + name + " does not answer. Apply the cluster's file to restart it."
                    : "The machine " + name + " is " + word(found.state())
                            + ". Apply the cluster's file to start it.");
        }
        if (found.dead()) {
            return Optional.of("The machine " + name + " is lost (" + word(found.state())
                    + "). Apply the cluster's file to replace it.");
        }
        return found.works() ? Optional.empty() : Optional.of("The machine " + name + " does not answer ("
                + word(found.state()) + "). Bring it back, or take it out of the cluster's file and apply that.");
    }

    private static String word(MachineState state) {
        return state.displayName().toLowerCase(Locale.ROOT);
    }

    private Optional<String> nodeProblem(String name, MemberRecord member, Optional<SwarmNode> node) {
        if (seen.swarm().isPresent() && node.isEmpty()) {
            return Optional.of("The machine " + name + " is not in the swarm. Apply the cluster's file to enrol it.");
        }
        if (node.isPresent() && node.get().role() != member.role()) {
            return Optional.of("The machine " + name + " is no " + member.role().word()
                    + ". Apply the cluster's file to change that.");
        }
        return member.engineChanging() ? Optional.of("The engine of the machine " + name
                + " was to get other settings. Apply the cluster's file to go on with that.") : Optional.empty();
    }

    /** Nodes whose machine's problem is told already are not told of twice. */
    private void swarmProblems(ClusterSwarm each) {
        for (String problem : each.status().problems()) {
            boolean told = record.machines().keySet().stream().anyMatch(name -> problem.startsWith(
                    "The node " + name + " ") && problems.stream().anyMatch(other -> other.contains(" " + name + " ")));
            if (!told) {
                problems.add(problem);
            }
        }
    }

    private List<StackService> services(ClusterSwarm each, String stack) {
        try {
            List<StackService> services = each.services(stack);
            if (services.isEmpty()) {
                problems.add("The stack " + stack + " is not deployed. Apply the cluster's file to deploy it.");
            }
            services.stream().filter(service -> !service.converged()).forEach(service -> problems.add("The service "
                    + service.name() + " runs " + service.running() + " of " + service.wanted() + " tasks. "
                    + String.join(" ", service.problems())));
            return services;
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            problems.add("The stack " + stack + " cannot be asked for. " + e.problem());
            return List.of();
        }
    }
}
