package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.JsonObject;
import dev.jmachine.spi.ProgressSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The swarms that the machines of a store are in: where to begin one, and how to reach it.
 *
 * <p>Thread-safe. What it does is told to the listener as operations on the machines.
 */
public final class Swarms {
    private static final Duration NETWORKS_GO = Duration.ofSeconds(20);

    private final Machines machines;
    private final MachineListener listener;

    /** Create the view; asks nobody yet. The machines stay the caller's to close. */
    public Swarms(Machines machines, MachineListener listener) {
        this.machines = machines;
        this.listener = listener;
    }

    /** Return the machines. */
    public Machines machines() {
        return machines;
    }

    /** Return the listener. */
    public MachineListener listener() {
        return listener;
    }

    /**
     * Begin a swarm whose first manager is a machine; the same again is no error.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_OTHER} if it is in a swarm that others began
     */
    public Swarm init(String machine, SwarmSpec wish) {
        return init(machine, wish, AddressPools.DEFAULT);
    }

    /** Begin a swarm whose overlay networks take their subnets from these; otherwise as {@link #init}. */
    public Swarm init(String machine, SwarmSpec wish, AddressPools pools) {
        Machine first = machines.get(machine);
        Beginning beginning = new Beginning(this, first, wish, pools);
        new NodeOperation(machines, listener).run(first, "swarm-init", beginning.steps());
        return beginning.swarm();
    }

    /**
     * Return the swarm that a machine is, or last was, in; reached through any of its managers in the store, also when
     * that machine itself is down.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_NOT_FOUND}, or as {@link Machines#get} does
     */
    public Swarm of(String machine) {
        Machine member = machines.get(machine);
        return around(member).orElseThrow(() -> new MachineException(ErrorCode.SWARM_NOT_FOUND,
                "Looking for the swarm of \"" + machine + "\"", "The machine is in no swarm."));
    }

    /** Return the swarm around a machine, if there is one. */
    Optional<Swarm> around(Machine machine) {
        return new SwarmSearch(machines).around(machine).map(found -> found.inCharge()
                ? withManager(found.cluster(), machine.name())
                : new Swarm(machines, listener, found.cluster()));
    }

    /** Return the swarm of an id, such as a cluster's record holds; fails as {@link #of} does. */
    public Swarm withId(String id) {
        if (ManagerSearch.members(machines, id).isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_NOT_FOUND, "Looking for the swarm " + id,
                    "No machine in the store is in it.");
        }
        return new Swarm(machines, listener, id);
    }

    /** Return a swarm one of whose managers is known. */
    Swarm withManager(String id, String machine) {
        Swarm swarm = new Swarm(machines, listener, id);
        swarm.prefer(machine);
        return swarm;
    }

    /**
     * Have a machine leave the swarm that the store remembers it to be in without asking or telling anybody, and forget
     * that: for a swarm that is given up as a whole. A machine whose engine does not answer is only forgotten.
     */
    public void abandon(String machine) {
        Machine leaving = machines.get(machine);
        if (Membership.exists(leaving)) {
            new NodeOperation(machines, listener).run(leaving, "swarm-leave", List.of(
                    new Work("swarm-leave", "Leaving the swarm", sink -> abandon(leaving, sink))));
        }
    }

    private static void abandon(Machine machine, ProgressSink sink) {
        try {
            if (!LocalNode.of(machine, LocalNode.TIMEOUT).inactive()) {
                LocalNode.engine(machine).post("/swarm/leave?force=true", null, Beginning.PATIENCE).orThrow();
            }
            forgetNetworks(LocalNode.engine(machine));
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.ENGINE_REFUSED) {
                throw e;
            }
            sink.notice("The engine does not answer; it may still take itself to be in a swarm. " + e.problem());
        }
        Membership.forget(machine);
    }

    /** An engine that leaves together with its last services may keep their networks; on a host that stays they would. */
    private static void forgetNetworks(EngineClient engine) {
        Deadline deadline = Deadline.after(NETWORKS_GO);
        deadline.await("overlay networks to go", Duration.ofMillis(500), () -> {
            List<JsonObject> left = engine.get("/networks?filters=%7B%22driver%22%3A%5B%22overlay%22%5D%7D",
                    LocalNode.TIMEOUT).objects();
            left.forEach(network -> engine.delete("/networks/" + network.text("Id"), LocalNode.TIMEOUT));
            return left.isEmpty() || deadline.expired();
        });
    }

    /** Ask all machines side by side, each for at most that long, which swarms they are in. */
    public List<SwarmSummary> list(Duration timeout) {
        return new SwarmSearch(machines).all(timeout);
    }

    /**
     * Have a machine become the only manager of a swarm, from a backup of the managers' state, with the swarm's
     * services, networks and secrets. None of the former managers may be running any more.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_OTHER} if the machine is in a swarm that works, or
     *     {@link ErrorCode#WRONG_STATE} if the managers were locked when it was saved
     */
    public Swarm restore(String machine, Path backup) {
        Machine manager = machines.get(machine);
        NewCluster cluster = newCluster(manager, "Restoring a swarm on \"" + machine + "\"");
        new NodeOperation(machines, listener).run(manager, "swarm-restore", cluster.restore(backup));
        return withManager(cluster.swarm(), machine);
    }

    /**
     * Have a manager that still runs become the only one of its swarm, which has lost too many others to elect a
     * leader. None of those may come back; {@link Swarm#heal()} has the swarm forget them.
     *
     * @throws MachineException with {@link ErrorCode#WRONG_STATE} if the swarm has a leader
     */
    public Swarm recover(String machine) {
        Machine manager = machines.get(machine);
        NewCluster cluster = newCluster(manager, "Recovering the swarm of \"" + machine + "\"");
        new NodeOperation(machines, listener).run(manager, "swarm-recover", cluster.recover());
        return withManager(cluster.swarm(), machine);
    }

    private NewCluster newCluster(Machine machine, String activity) {
        return new NewCluster(machines, machine, activity);
    }
}
