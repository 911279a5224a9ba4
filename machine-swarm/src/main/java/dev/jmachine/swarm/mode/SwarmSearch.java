package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.store.NaturalOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out which swarms machines are in. Stateless. */
final class SwarmSearch {
    /** Where an engine is later than this, what the store remembers of it is believed. */
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final Machines machines;

    SwarmSearch(Machines machines) {
        this.machines = machines;
    }

    /**
     * The swarm that a machine is in.
     *
     * @param cluster its id
     * @param inCharge whether the machine is a manager of it that has a leader
     */
    record Found(String cluster, boolean inCharge) {
    }

    /** Return the swarm that a machine is, or last was, in. */
    Optional<Found> around(Machine machine) {
        Optional<Membership> remembered = Membership.of(machine);
        Optional<LocalNode> answer = ask(machine, remembered);
        if (answer.isEmpty() || !answer.get().active()) {
            return cluster(remembered);
        }
        LocalNode node = answer.get();
        if (node.inCharge()) {
            return Optional.of(new Found(kept(machine, node, node.cluster(), remembered), true));
        }
        return remembered.filter(one -> one.node().equals(node.node())).isPresent()
                ? cluster(remembered)
                : Optional.of(new Found(throughItsManagers(machine, node, remembered), false));
    }

    /** Ask an engine; empty when it is not prompt and there is something to go by instead. */
    private static Optional<LocalNode> ask(Machine machine, Optional<Membership> remembered) {
        try {
            if (remembered.isEmpty()) {
                return Optional.of(LocalNode.of(machine, LocalNode.TIMEOUT));
            }
            return machine.reachable(CONNECT) ? Optional.of(LocalNode.of(machine, PROMPT)) : Optional.empty();
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED || remembered.isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<Found> cluster(Optional<Membership> remembered) {
        return remembered.map(Membership::cluster).filter(cluster -> !cluster.isEmpty())
                .map(cluster -> new Found(cluster, false));
    }

    /** A worker knows not the swarm's id but its managers. */
    private String throughItsManagers(Machine worker, LocalNode node, Optional<Membership> remembered) {
        for (Inquiry.Answer<LocalNode> answer : promptAnswers()) {
            Optional<LocalNode> manager = answer.value()
                    .filter(one -> one.inCharge() && node.managers().contains(one.node()));
            if (manager.isPresent()) {
                String cluster = manager.get().cluster();
                kept(answer.machine(), manager.get(), cluster, Membership.of(answer.machine()));
                return kept(worker, node, cluster, remembered);
            }
        }
        throw new MachineException(ErrorCode.SWARM_NOT_FOUND, "Looking for the swarm of \"" + worker.name() + "\"",
                "It is a node of a swarm none of whose managers is a machine in the store and answers; they are at "
                        + String.join(", ", node.managerAddresses()) + ".");
    }

    private List<Inquiry.Answer<LocalNode>> promptAnswers() {
        return Inquiry.all(machines.list(), machine -> LocalNode.of(machine, PROMPT), PROMPT.plusSeconds(1));
    }

    /** Remember what was found out, if that is new; return the swarm's id. */
    private static String kept(Machine machine, LocalNode node, String cluster, Optional<Membership> remembered) {
        Membership now = new Membership(cluster, node.node(),
                node.control() ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER);
        if (remembered.filter(now::equals).isEmpty()) {
            now.keep(machine);
        }
        return cluster;
    }

    /** Return all swarms that machines say they are in, by their ids. */
    List<SwarmSummary> all(Duration timeout) {
        List<Inquiry.Answer<LocalNode>> answers = Inquiry.all(machines.list(),
                machine -> LocalNode.of(machine, timeout), timeout.plusSeconds(1));
        Map<String, String> clusterOfManager = new HashMap<>();
        answers.forEach(answer -> answer.value().filter(LocalNode::inCharge)
                .ifPresent(node -> clusterOfManager.put(node.node(), node.cluster())));
        Map<String, Groups> swarms = new TreeMap<>();
        answers.stream().sorted(Comparator.comparing(answer -> answer.machine().name(),
                new NaturalOrder()))
                .forEach(answer -> place(answer, clusterOfManager).ifPresent(place -> swarms
                        .computeIfAbsent(place.cluster(), id -> new Groups())
                        .add(answer.machine().name(), place.role())));
        return swarms.entrySet().stream().map(each -> each.getValue().summary(each.getKey())).toList();
    }

    /** Return where a machine says that it is; of one that does not answer, what the store remembers. */
    private static Optional<Membership> place(Inquiry.Answer<LocalNode> answer, Map<String, String> clusterOfManager) {
        Optional<Membership> remembered = Membership.of(answer.machine());
        if (answer.value().isEmpty()) {
            return remembered.filter(one -> !one.cluster().isEmpty());
        }
        LocalNode node = answer.value().get();
        if (node.inactive()) {
            return Optional.empty();
        }
        Stream<String> known = Stream.concat(Stream.of(node.node()), node.managers().stream())
                .map(clusterOfManager::get).filter(Objects::nonNull);
        String cluster = known.findFirst().or(() -> remembered
                .filter(one -> one.node().equals(node.node()) || node.node().isEmpty())
                .map(Membership::cluster)).orElse("");
        boolean manages = node.control() || node.locked();
        return Optional.of(new Membership(
                cluster, node.node(), manages ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER));
    }

    private static final class Groups {
        private final List<String> managers = new ArrayList<>();
        private final List<String> workers = new ArrayList<>();

        void add(String machine, SwarmSpec.Role role) {
            (role == SwarmSpec.Role.MANAGER ? managers : workers).add(machine);
        }

        SwarmSummary summary(String id) {
            return new SwarmSummary(id, managers, workers);
        }
    }
}
