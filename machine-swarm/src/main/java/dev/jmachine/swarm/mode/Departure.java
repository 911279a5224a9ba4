package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a machine out of its swarm, or goes on where that was cut short: its tasks go elsewhere, a manager becomes a
 * worker, the engine leaves, the swarm forgets the node, and so does the store. For one thread.
 */
final class Departure {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration FALL = Duration.ofMinutes(1);
    private static final Duration LEAVE = Duration.ofMinutes(2);
    private static final Set<ErrorCode> CANNOT_BE_ASKED =
            Set.of(ErrorCode.SWARM_NO_MANAGER, ErrorCode.SWARM_QUORUM, ErrorCode.SWARM_LOCKED);

    private final Swarm swarm;
    private final Machine machine;
    private final boolean force;
    private final String activity;
    private Optional<LocalNode> local = Optional.empty();
    private Optional<SwarmNode> node = Optional.empty();
    private boolean spared = true;

    Departure(Swarm swarm, Machine machine, boolean force) {
        this.swarm = swarm;
        this.machine = machine;
        this.force = force;
        this.activity = "Taking \"" + machine.name() + "\" out of the swarm " + swarm.id();
    }

    /** Return what is done, in order. */
    List<Step<ProgressSink>> steps() {
        return List.of(
                new Work("swarm-check", "Asking the swarm", this::look),
                new Work("swarm-drain", "Draining the node", this::drain),
                new Work("swarm-demote", "Demoting the node where it is a manager", this::demote),
                new Work("swarm-leave", "Leaving the swarm", sink -> leave()),
                new Work("swarm-forget", "Having the swarm forget the node", sink -> forget()));
    }

    private void look(ProgressSink sink) {
        local = asked(sink);
        String id = Membership.of(machine).filter(one -> one.cluster().equals(swarm.id())).map(Membership::node)
                .filter(known -> !known.isEmpty())
                .or(() -> local.map(LocalNode::node)).orElse("");
        if (id.isEmpty()) {
            return;
        }
        try {
            node = swarm.nodesOf().find(id);
            if (node.isPresent()) {
                spared = isSpared(node.get(), sink);
            }
        } catch (MachineException e) {
            if (!force || !CANNOT_BE_ASKED.contains(e.code())) {
                throw e;
            }
            sink.notice("The swarm cannot be asked and goes on listing the node " + id + ". " + e.problem());
        }
        local = local.filter(engine -> engine.node().equals(id) || engine.locked());
    }

    /** Return what the engine says; empty when it does not answer. */
    private Optional<LocalNode> asked(ProgressSink sink) {
        try {
            return Optional.of(LocalNode.of(machine, ANSWER));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            sink.notice("The engine does not answer; the swarm is only told to forget it. " + e.problem());
            return Optional.empty();
        }
    }

    /** Return whether the swarm goes on without the node; fails if not, unless forced. */
    private boolean isSpared(SwarmNode leaving, ProgressSink sink) {
        try {
            Quorum.requireWithout(leaving, swarm.nodesOf().all(), activity);
            return true;
        } catch (MachineException e) {
            if (!force) {
                throw e;
            }
            sink.notice("It leaves all the same. " + e.problem());
            return false;
        }
    }

    private void drain(ProgressSink sink) {
        if (node.isEmpty() || !spared) {
            return;
        }
        try {
            swarm.nodesOf().drain(node.get().id(), sink);
        } catch (MachineException e) {
            if (!force || e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
            sink.notice("Tasks still run on it. " + e.problem());
        }
    }

    private void demote(ProgressSink sink) {
        if (node.isEmpty() || !spared) {
            return;
        }
        if (local.isEmpty() && !swarm.nodesOf().isDownWithin(node.get().id(), FALL) && !force) {
            throw new MachineException(ErrorCode.WRONG_STATE, activity,
                    "Its engine does not answer here, but the swarm's managers reach it.");
        }
        if (node.get().role() == SwarmSpec.Role.MANAGER) {
            swarm.changeRole(node.get(), SwarmSpec.Role.WORKER, force);
        }
    }

    private void leave() {
        if (local.isPresent() && !local.get().inactive()) {
            LocalNode.engine(machine).post("/swarm/leave?force=true", null, LEAVE).orThrow();
        }
    }

    /** Not until the managers have noticed that the node is down, since it has left or is known to be: that is long. */
    private void forget() {
        if (node.isPresent() && spared) {
            swarm.nodesOf().delete(node.get().id());
        }
        Membership.forget(machine);
    }
}
