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
import java.util.Optional;
import java.util.TreeMap;

/** Finds out which swarms machines are in. Stateless. */
final class SwarmSearch {
    /** An engine that answers later than this is believed what the store remembers of it. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final Machines machines;

    SwarmSearch(Machines machines) {
        this.machines = machines;
    }

    /** Return the id of the swarm that a machine is, or last was, in. */
    Optional<String> around(Machine machine) {
        Optional<Membership> remembered = Membership.of(machine);
        LocalNode node;
        try {
            node = LocalNode.of(machine, remembered.isPresent() ? PROMPT : LocalNode.TIMEOUT);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED || remembered.isEmpty()) {
                throw e;
            }
            return cluster(remembered);
        }
        if (node.inCharge()) {
            return Optional.of(kept(machine, node, node.cluster(), remembered));
        }
        if (node.inactive() || remembered.filter(one -> one.node().equals(node.node())).isPresent()) {
            return cluster(remembered);
        }
        return node.active() ? throughItsManagers(machine, node, remembered) : cluster(remembered);
    }

    private static Optional<String> cluster(Optional<Membership> remembered) {
        return remembered.map(Membership::cluster).filter(cluster -> !cluster.isEmpty());
    }

    /** A worker knows not the swarm's id but its managers. */
    private Optional<String> throughItsManagers(Machine worker, LocalNode node, Optional<Membership> remembered) {
        for (Inquiry.Answer<LocalNode> answer : promptAnswers()) {
            Optional<LocalNode> manager = answer.value()
                    .filter(one -> one.inCharge() && node.managers().contains(one.node()));
            if (manager.isPresent()) {
                String cluster = manager.get().cluster();
                kept(answer.machine(), manager.get(), cluster, Membership.of(answer.machine()));
                return Optional.of(kept(worker, node, cluster, remembered));
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
                .forEach(answer -> answer.value().filter(node -> !node.inactive()).ifPresent(node ->
                        swarms.computeIfAbsent(clusterOf(answer.machine(), node, clusterOfManager), id -> new Groups())
                                .add(answer.machine().name(), node.control() || node.locked())));
        return swarms.entrySet().stream().map(each -> each.getValue().summary(each.getKey())).toList();
    }

    private static String clusterOf(Machine machine, LocalNode node, Map<String, String> clusterOfManager) {
        if (node.inCharge()) {
            return node.cluster();
        }
        return node.managers().stream().map(clusterOfManager::get).filter(id -> id != null).findFirst()
                .or(() -> Membership.of(machine).filter(one -> one.node().equals(node.node()) || node.node().isEmpty())
                        .map(Membership::cluster))
                .orElse("");
    }

    private static final class Groups {
        private final List<String> managers = new ArrayList<>();
        private final List<String> workers = new ArrayList<>();

        void add(String machine, boolean manager) {
            (manager ? managers : workers).add(machine);
        }

        SwarmSummary summary(String id) {
            return new SwarmSummary(id, managers, workers);
        }
    }
}
