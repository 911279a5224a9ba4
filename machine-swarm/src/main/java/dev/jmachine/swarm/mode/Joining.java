package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brings a machine into a swarm, or goes on where that was cut short. For one thread. */
final class Joining {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Swarm swarm;
    private final Machine machine;
    private final SwarmSpec wish;
    private final String activity;
    private LocalNode node;

    Joining(Swarm swarm, Machine machine, SwarmSpec wish) {
        this.swarm = swarm;
        this.machine = machine;
        this.wish = wish;
        this.activity = "Joining \"" + machine.name() + "\" to the swarm " + swarm.id();
    }

    /** Return what is done, in order. */
    List<Step<ProgressSink>> steps() {
        return List.of(
                new Work("swarm-check", "Checking the way to the swarm", this::check),
                new Work("swarm-join", "Joining the swarm", this::join),
                new Work("swarm-node", "Setting up the node", sink -> swarm.setUp(node.node(), wish)));
    }

    /** Find out whether the machine may join, and have what stands in the way removed. */
    private void check(ProgressSink sink) {
        node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (isMember()) {
            return;
        }
        if (!node.inactive()) {
            sink.progress("Leaving the swarm that has forgotten it");
            LocalNode.engine(machine).post("/swarm/leave?force=true", null, Beginning.PATIENCE).orThrow();
            node = LocalNode.of(machine, LocalNode.TIMEOUT);
        }
        forgetFormer(sink);
    }

    /** Return whether it is in the swarm; false when it is in none that counts. */
    private boolean isMember() {
        if (node.inactive()) {
            return false;
        }
        if (node.locked()) {
            throw locked(activity);
        }
        if (node.active() && (node.cluster().equals(swarm.id())
                || node.cluster().isEmpty() && swarm.nodesOf().find(node.node()).isPresent())) {
            return true;
        }
        if (!wasMember()) {
            throw new MachineException(ErrorCode.SWARM_OTHER, activity,
                    elsewhere(machine, node) + " It cannot join " + swarm.id() + " too.");
        }
        return false;
    }

    /** Return whether it is on its way into this swarm, or has been forgotten by it. */
    private boolean wasMember() {
        boolean remembered = Membership.of(machine).filter(one -> one.cluster().equals(swarm.id())).isPresent();
        return node.cluster().isEmpty() && (remembered || swarm.nodesOf().all().stream()
                .filter(one -> one.role() == SwarmSpec.Role.MANAGER)
                .anyMatch(one -> node.managers().contains(one.id())));
    }

    /** Have the swarm forget what this machine was before its engine or itself was made anew. */
    private void forgetFormer(ProgressSink sink) {
        for (SwarmNode former : swarm.nodesOf().all()) {
            if (wasThisMachine(former)) {
                sink.notice("The swarm forgets the node " + former.id() + ", which this machine was before.");
                swarm.remove(former, false);
            }
        }
    }

    /** Hosts of the same name are the same when the machine gave it to them, and only one of them runs. */
    private boolean wasThisMachine(SwarmNode former) {
        if (former.machine().isPresent()) {
            return former.machine().get().equals(machine.name());
        }
        return former.hostname().equals(node.hostname()) && former.hostname().equals(machine.name())
                && former.state().equals("down");
    }

    private void join(ProgressSink sink) {
        if (node.inactive()) {
            NodeAddress addresses = new AddressChoice(sink).joining(machine, wish, swarm.peers(), swarm.dataPort());
            new Membership(swarm.id(), "", wish.role()).keep(machine);
            request(LocalNode.engine(machine), addresses);
        }
        awaitEntry();
        SwarmSpec.Role role = node.control() ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER;
        new Membership(swarm.id(), node.node(), role).keep(machine);
    }

    private void awaitEntry() {
        try {
            Deadline.after(Beginning.PATIENCE).await(machine.name() + " to be in the swarm", PAUSE, this::entered);
        } catch (MachineException e) {
            throw e.code() == ErrorCode.TIMEOUT && !node.error().isEmpty() ? refused(node.error()) : e;
        }
    }

    private boolean entered() {
        node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (node.state().equals("error")) {
            throw refused(node.error());
        }
        return node.active() && !node.node().isEmpty() && swarm.nodesOf().find(node.node()).isPresent();
    }

    private void request(EngineClient engine, NodeAddress addresses) {
        JoinTokens tokens = swarm.tokens();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ListenAddr", addresses.listen());
        request.put("AdvertiseAddr", addresses.advertise());
        request.put("DataPathAddr", addresses.dataPath());
        request.put("RemoteAddrs", swarm.managerAddresses());
        request.put("JoinToken", wish.role() == SwarmSpec.Role.MANAGER ? tokens.manager() : tokens.worker());
        request.put("Availability", wish.availability().word());
        EngineAnswer answer = engine.post("/swarm/join", request, Beginning.PATIENCE);
        if (!answer.accepted() && !answer.message().contains("continue in the background")) {
            throw refused(answer.message());
        }
    }

    private MachineException refused(String message) {
        if (message.contains("does not match fingerprint") || message.contains("invalid join token")) {
            return new MachineException(ErrorCode.SWARM_OTHER, activity,
                    "What answers at " + String.join(", ", swarm.managerAddresses())
                            + " is not this swarm, or its tokens were just replaced: " + message);
        }
        boolean network = message.contains("connection refused") || message.contains("i/o timeout")
                || message.contains("no route to host") || message.contains("code = Unavailable")
                || message.contains("deadline exceeded");
        return new MachineException(network ? ErrorCode.SWARM_PORTS : ErrorCode.ENGINE_REFUSED, activity, message);
    }

    /** Return the failure for a machine whose engine has to be unlocked first. */
    static MachineException locked(String activity) {
        return new MachineException(ErrorCode.SWARM_LOCKED, activity,
                "It is a manager that was restarted and is locked.");
    }

    /** Say which swarm a machine is in, as far as that is known. */
    static String elsewhere(Machine machine, LocalNode node) {
        String cluster = node.cluster().isEmpty()
                ? Membership.of(machine).filter(one -> Objects.equals(one.node(), node.node()))
                        .map(Membership::cluster).orElse("")
                : node.cluster();
        String role = node.control() ? "a manager" : "a node";
        return cluster.isEmpty()
                ? "It is " + role + " of another swarm, whose managers are at "
                        + String.join(", ", node.managerAddresses()) + "."
                : "It is " + role + " of the swarm " + cluster + ".";
    }
}
