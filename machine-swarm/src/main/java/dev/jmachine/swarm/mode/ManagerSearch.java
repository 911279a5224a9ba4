package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a machine that is a manager of a swarm, answers, and has a leader. All that may be are asked side by side, so
 * that one that is dead costs nothing. Thread-safe.
 */
final class ManagerSearch {
    /** How long managers may take to elect a leader; five times what they need on a slow host. */
    private static final Duration ELECTION = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private final Machines machines;
    private final String cluster;
    private volatile String likely = "";
    private volatile String last = "";

    /** Create a search; asks nobody. */
    ManagerSearch(Machines machines, String cluster) {
        this.machines = machines;
        this.cluster = cluster;
    }

    /** Try a machine first that has just answered as a manager. */
    void prefer(String machine) {
        likely = machine;
        last = "";
    }

    /**
     * Return such a machine, the leader itself if it is ours. Waits for an election while there can be one.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_NO_MANAGER}, {@link ErrorCode#SWARM_QUORUM} or
     *     {@link ErrorCode#SWARM_LOCKED}
     */
    Machine find() {
        Optional<Machine> known = still(last);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Machine> one = still(likely);
        if (one.isPresent()) {
            return best(one.get());
        }
        Deadline deadline = Deadline.after(ELECTION);
        while (true) {
            List<Inquiry.Answer<LocalNode>> useless = new ArrayList<>();
            Optional<Machine> found = ask(managers(true), useless).or(() -> ask(managers(false), new ArrayList<>()));
            if (found.isPresent()) {
                return best(found.get());
            }
            ManagerVerdict verdict = new ManagerVerdict(cluster, useless);
            if (!verdict.mayElect() || deadline.expired()) {
                throw verdict.failure();
            }
            deadline.pause("a manager of the swarm " + cluster, PAUSE);
        }
    }

    private Machine best(Machine manager) {
        Machine best = leader(manager);
        last = best.name();
        return best;
    }

    /** Return a machine if it still is a manager that answers. */
    private Optional<Machine> still(String name) {
        if (name.isEmpty() || !machines.exists(name)) {
            return Optional.empty();
        }
        return Optional.of(machines.get(name)).filter(this::answers);
    }

    private boolean isOurs(LocalNode node) {
        return node.inCharge() && node.cluster().equals(cluster);
    }

    /** Ask until one is found; those that are of no use are told. */
    private Optional<Machine> ask(List<Machine> candidates, List<Inquiry.Answer<LocalNode>> others) {
        Deadline deadline = Deadline.after(LocalNode.TIMEOUT.plusSeconds(5));
        try (Inquiry<LocalNode> inquiry =
                new Inquiry<>(candidates, machine -> LocalNode.of(machine, LocalNode.TIMEOUT))) {
            Optional<Inquiry.Answer<LocalNode>> answer = inquiry.next(deadline);
            while (answer.isPresent()) {
                if (answer.get().value().filter(this::isOurs).isPresent()) {
                    return Optional.of(answer.get().machine());
                }
                others.add(answer.get());
                answer = inquiry.next(deadline);
            }
            return Optional.empty();
        }
    }

    /** Return the machines of the swarm that are remembered to be managers, or those that may have become some. */
    private List<Machine> managers(boolean remembered) {
        return members(machines, cluster).stream()
                .filter(machine -> remembered == Membership.of(machine)
                        .filter(one -> one.role() == SwarmSpec.Role.MANAGER).isPresent())
                .toList();
    }

    /** Return the machines that the store remembers to be in a swarm. */
    static List<Machine> members(Machines machines, String cluster) {
        return machines.list().stream()
                .filter(machine -> Membership.of(machine).filter(one -> one.cluster().equals(cluster)).isPresent())
                .toList();
    }

    private Machine leader(Machine manager) {
        List<JsonObject> nodes = LocalNode.engine(manager).get("/nodes", LocalNode.TIMEOUT).objects();
        String leader = nodes.stream().filter(node -> node.object("ManagerStatus").flag("Leader"))
                .map(node -> node.text("ID")).findFirst().orElse("");
        return members(machines, cluster).stream()
                .filter(machine -> Membership.of(machine).filter(one -> one.node().equals(leader)).isPresent())
                .filter(machine -> !machine.name().equals(manager.name()) && answers(machine))
                .findFirst().orElse(manager);
    }

    private boolean answers(Machine machine) {
        try {
            return isOurs(LocalNode.of(machine, AGAIN));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false; // Others will do, or what is wrong comes out when all are asked.
        }
    }
}
