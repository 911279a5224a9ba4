package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Begins a swarm on a machine, or goes on where that was cut short. For one thread. */
final class Beginning {
    /** How long an engine may take over a change of its own; emulated ones are slow. */
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Swarms swarms;
    private final Machine machine;
    private final SwarmSpec wish;
    private final AddressPools pools;
    private final String activity;
    private LocalNode node;

    Beginning(Swarms swarms, Machine machine, SwarmSpec wish, AddressPools pools) {
        this.swarms = swarms;
        this.machine = machine;
        this.wish = wish;
        this.pools = pools;
        this.activity = "Beginning a swarm on \"" + machine.name() + "\"";
    }

    /** Return what is done, in order. */
    List<Step<ProgressSink>> steps() {
        return List.of(
                new Work("swarm-init", "Beginning the swarm", this::begin),
                new Work("swarm-node", "Setting up the node", sink -> setUp()));
    }

    /** Return the swarm, once begun. */
    Swarm swarm() {
        return swarms.withManager(node.cluster(), machine.name());
    }

    private void begin(ProgressSink sink) {
        node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (!isOurs()) {
            EngineClient engine = LocalNode.engine(machine);
            if (!node.inactive()) {
                engine.post("/swarm/leave?force=true", null, PATIENCE).orThrow();
            }
            NodeAddress addresses = new AddressChoice(sink).first(machine, wish);
            new Membership("", "", SwarmSpec.Role.MANAGER).keep(machine);
            engine.post("/swarm/init", request(addresses), PATIENCE).orThrow();
        }
        Deadline.after(PATIENCE).await("the new swarm on " + machine.name(), PAUSE, () -> {
            node = LocalNode.of(machine, LocalNode.TIMEOUT);
            return node.inCharge();
        });
        new Membership(node.cluster(), node.node(), SwarmSpec.Role.MANAGER).keep(machine);
    }

    private void setUp() {
        swarm().setUp(node.node(), wish);
        if (wish.autolock()) {
            swarm().unlockKey(); // So that the store keeps it.
        }
    }

    /** Return whether the machine is in the swarm that was begun here; half of one is begun anew. */
    private boolean isOurs() {
        if (node.inactive()) {
            return false;
        }
        if (node.locked()) {
            throw Joining.locked(activity);
        }
        boolean remembered = Membership.of(machine)
                .filter(one -> one.node().isEmpty() || one.node().equals(node.node())).isPresent();
        boolean manager = node.active() && node.control();
        if (!remembered || node.active() && !manager) {
            throw new MachineException(ErrorCode.SWARM_OTHER, activity, Joining.elsewhere(machine, node));
        }
        return manager;
    }

    private Map<String, Object> request(NodeAddress addresses) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("ListenAddr", addresses.listen());
        request.put("AdvertiseAddr", addresses.advertise());
        request.put("DataPathAddr", addresses.dataPath());
        request.put("Availability", wish.availability().word());
        request.put("AutoLockManagers", wish.autolock());
        request.put("Spec", Map.of("EncryptionConfig", Map.of("AutoLockManagers", wish.autolock())));
        if (!pools.networks().isEmpty()) {
            request.put("DefaultAddrPool", pools.networks());
            request.put("SubnetSize", pools.subnetSize());
        }
        return request;
    }
}
