package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.operation.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Does something to machines of a swarm, such as upgrading their engines, one after the other and with services kept
 * up: a node is drained, its machine changed, waited for until it is ready again, and given back its availability
 * before the next. Workers come first, the managers' leader last. Stops at the first failure.
 *
 * <p>While a node is out, its label {@value #MARK} says which availability it had, so that the same change begun again
 * after it was cut short gives it back. Thread-safe; every wait has a deadline and honours interruption.
 */
public final class RollingChange {
    /** The label of a node that is out. */
    static final String MARK = "dev.jmachine.availability";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** What an engine may be that is being restarted, and its swarm meanwhile. */
    private static final Set<ErrorCode> PASSING = Set.of(ErrorCode.ENGINE_UNREACHABLE, ErrorCode.TIMEOUT, ErrorCode.TLS,
            ErrorCode.SWARM_NO_MANAGER, ErrorCode.SWARM_QUORUM);

    private final Machines machines;
    private final NodeOperation operation;
    private final RollingNodes nodes;

    /** Create a change of a swarm's machines. */
    public RollingChange(Swarm swarm) {
        this(swarm.machines(), swarm.listener(), new SwarmRollingNodes(swarm));
    }

    RollingChange(Machines machines, MachineListener listener, RollingNodes nodes) {
        this.machines = machines;
        this.operation = new NodeOperation(machines, listener);
        this.nodes = nodes;
    }

    /** Change all machines of the store that are nodes of the swarm; otherwise as with names. */
    public List<String> run(Consumer<Machine> action) {
        return run(nodes.all().stream().flatMap(node -> node.machine().stream()).toList(), action);
    }

    /**
     * Change machines, each of which must be a node of the swarm that works.
     *
     * @param names the machines' names; those named twice are changed once
     * @param action what is done to each while it is drained; it must leave its engine answering
     * @return the names in the order in which they were changed
     * @throws MachineException with {@link ErrorCode#SWARM_NOT_FOUND} or {@link ErrorCode#WRONG_STATE}, before anything
     *     was done, when one is no node of the swarm or does not work, {@link ErrorCode#SWARM_QUORUM} when a manager
     *     cannot be spared, or what the action throws; it says which machines are done and which are not. The
     *     availability of the one that failed is given back when its engine answers.
     */
    public List<String> run(Collection<String> names, Consumer<Machine> action) {
        Set<String> left = new LinkedHashSet<>(names);
        List<SwarmNode> now = nodes.all();
        left.forEach(name -> requireHealthy(find(name, now)));
        List<String> done = new ArrayList<>();
        while (!left.isEmpty()) {
            SwarmNode node = next(nodes.all(), left);
            String name = node.machine().orElseThrow();
            try {
                change(node, machines.get(name), action);
            } catch (RuntimeException e) {
                throw told(Failures.of("Changing the machine", e).at(name, null, null), done, left);
            }
            done.add(name);
            left.remove(name);
        }
        return List.copyOf(done);
    }

    private static SwarmNode find(String name, List<SwarmNode> all) {
        return all.stream().filter(node -> node.machine().filter(name::equals).isPresent()).findFirst()
                .orElseThrow(() -> new MachineException(ErrorCode.SWARM_NOT_FOUND,
                        "Looking for \"" + name + "\" in the swarm", "None of its nodes is this machine.")
                        .at(name, null, null));
    }

    private static void requireHealthy(SwarmNode node) {
        if (!node.healthy()) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Changing one node after the other",
                    "The node is " + (node.state().equals("ready") ? node.reachability() : node.state())
                            + ", so no node was changed.").at(node.machine().orElseThrow(), null, null);
        }
    }

    /** The leader may be another one at each look. */
    private static SwarmNode next(List<SwarmNode> all, Set<String> left) {
        return left.stream().map(name -> find(name, all))
                .min(Comparator.comparingInt(RollingChange::rank)).orElseThrow();
    }

    private static int rank(SwarmNode node) {
        if (node.leader()) {
            return 2;
        }
        return node.role() == SwarmSpec.Role.MANAGER ? 1 : 0;
    }

    private void change(SwarmNode node, Machine machine, Consumer<Machine> action) {
        requireSpare(node);
        SwarmSpec.Availability before = availability(node);
        try {
            operation.run(machine, "swarm-drain", List.of(new Work("swarm-drain", "Draining the node",
                    sink -> nodes.takeOut(node.id(), before, sink))));
            action.accept(machine);
        } catch (RuntimeException e) {
            putBackAfter(e, node, machine, before);
            throw e;
        }
        putBack(node, machine, before, PATIENCE);
    }

    /** With fewer than three managers, the swarm is without its majority for a moment, and nothing could help that. */
    private void requireSpare(SwarmNode node) {
        Quorum quorum = Quorum.of(nodes.all());
        if (node.role() == SwarmSpec.Role.MANAGER && quorum.managers() > 2 && quorum.spare() < 1) {
            throw new MachineException(ErrorCode.SWARM_QUORUM, "Taking the manager out for a while",
                    "Of " + quorum.managers() + " managers only " + quorum.reachable() + " can be reached.");
        }
    }

    private static SwarmSpec.Availability availability(SwarmNode node) {
        String marked = node.labels().getOrDefault(MARK, "");
        for (SwarmSpec.Availability availability : SwarmSpec.Availability.values()) {
            if (availability.name().equals(marked)) {
                return availability;
            }
        }
        return node.availability();
    }

    private void putBack(SwarmNode node, Machine machine, SwarmSpec.Availability before, Duration patience) {
        operation.run(machine, "swarm-activate", List.of(
                new Work("swarm-ready", "Waiting until the node is ready again",
                        sink -> awaitReady(node, machine, patience)),
                new Work("swarm-activate", "Giving the node back its availability",
                        sink -> nodes.putBack(node.id(), before))));
    }

    private void putBackAfter(
            RuntimeException failure, SwarmNode node, Machine machine, SwarmSpec.Availability before) {
        try {
            putBack(node, machine, before, AFTER_FAILURE);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Wait until the node of a machine that was off is ready again and, when it is a manager, reachable for the others.
     * Where the swarm has no such node, there is nothing to wait for.
     */
    public void awaitReady(Machine machine) {
        nodes.all().stream().filter(node -> node.machine().equals(Optional.of(machine.name()))).findFirst()
                .ifPresent(node -> operation.run(machine, "swarm-ready", List.of(new Work("swarm-ready",
                        "Waiting until the node is ready again", sink -> awaitReady(node, machine, PATIENCE)))));
    }

    private void awaitReady(SwarmNode node, Machine machine, Duration patience) {
        Deadline deadline = Deadline.after(patience);
        deadline.await("the node to be ready again", INTERVAL, () -> {
            try {
                return nodes.settled(machine) && isReady(node.id());
            } catch (MachineException e) {
                if (deadline.expired() || !PASSING.contains(e.code())) {
                    throw e;
                }
                return false;
            }
        });
    }

    private boolean isReady(String id) {
        List<SwarmNode> all = nodes.all();
        return Quorum.of(all).held() && all.stream().anyMatch(node -> node.id().equals(id)
                && node.state().equals("ready")
                && (node.role() == SwarmSpec.Role.WORKER || node.reachability().equals("reachable")));
    }

    /** Say of a failure what is done and what is not. */
    private static MachineException told(MachineException failure, List<String> done, Set<String> left) {
        String tail = (done.isEmpty() ? "No machine is done." : "Done: " + String.join(", ", done) + ".")
                + " Not done: " + String.join(", ", left) + "."
                + (failure.getSuppressed().length == 0 ? "" : " The node's availability could not be given back.");
        String separator = failure.problem().contains("\n") ? "\n" : " ";
        return new MachineException(failure.code(), failure.activity(), failure.problem() + separator + tail, failure)
                .at(failure.machine().orElseThrow(), failure.step().orElse(null), failure.driver().orElse(null));
    }
}
