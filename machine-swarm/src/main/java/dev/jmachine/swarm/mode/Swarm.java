package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.JsonObject;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One swarm, reached through whichever of its managers in the store answers.
 *
 * <p>A handle, not a copy. Thread-safe. Operations block until done and throw
 * {@link dev.jmachine.api.MachineException}: {@code SWARM_NO_MANAGER} when no manager with a leader can be reached,
 * {@code SWARM_LOCKED}, {@code SWARM_QUORUM} when the majority of managers would be lost.
 */
public final class Swarm {
    private static final int DEFAULT_DATA_PORT = 4789;
    /** How long managers may take to notice that a node is down. */
    private static final Duration FALL = Duration.ofMinutes(1);
    /** The same when the leader is new, which misses all nodes at first. */
    private static final Duration FALL_OF_LEADER = Duration.ofMinutes(3);

    private final Machines machines;
    private final MachineListener listener;
    private final String id;
    private final ManagerApi api;
    private final Nodes nodes;

    /** Create a handle; asks nobody. */
    Swarm(Machines machines, MachineListener listener, String id) {
        this.machines = machines;
        this.listener = listener;
        this.id = id;
        this.api = new ManagerApi(machines, id);
        this.nodes = new Nodes(machines, api, id);
    }

    /** Return the swarm's id. */
    public String id() {
        return id;
    }

    /** Return the name of a machine that is a manager, answers, and has a leader; the leader itself when it is ours. */
    public String manager() {
        return api.manager().name();
    }

    /** Return the API of that manager's engine. */
    public EngineClient engine() {
        return api.engine();
    }

    /** Bring a machine into this swarm; the ports between them are checked before. Idempotent. */
    public void join(String machine, SwarmSpec wish) {
        Machine joining = machines.get(machine);
        operate(joining, "swarm-join", new Joining(this, joining, wish).steps());
    }

    /**
     * Have a machine drain, leave the swarm, and be forgotten by it. A machine that is down is only forgotten.
     *
     * @param force even when the swarm thereby loses its quorum, ends, or cannot be asked
     */
    public void leave(String machine, boolean force) {
        Machine leaving = machines.get(machine);
        operate(leaving, "swarm-leave", new Departure(this, leaving, force).steps());
    }

    /**
     * Forget a node that is down, demoting it first, by its id; for nodes that are no machines any more. One that is
     * not known is no error.
     *
     * @param force even when it is not down, or the swarm thereby loses its quorum
     */
    public void forget(String nodeId, boolean force) {
        nodes.find(nodeId).ifPresent(node -> new NodeOperation(machines, listener).run(
                node.machine().orElse(node.hostname()), "swarm-forget", List.of(new Work("swarm-forget",
                        "Having the swarm forget the node", sink -> forget(node, force)))));
    }

    private void forget(SwarmNode node, boolean force) {
        if (!force && !nodes.isDownWithin(node.id(), FALL)) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Forgetting the node " + node.id(), "It is not down.");
        }
        remove(node, force);
    }

    /** Give a machine another role; refuses to lose the quorum unless forced. */
    public void role(String machine, SwarmSpec.Role role, boolean force) {
        boolean manager = role == SwarmSpec.Role.MANAGER;
        work(machine, manager ? "swarm-promote" : "swarm-demote",
                manager ? "Making the worker a manager" : "Making the manager a worker",
                (node, sink) -> changeRole(node, role, force));
    }

    /** Give a machine another availability; after {@code DRAIN} it waits until no task runs on it. */
    public void availability(String machine, SwarmSpec.Availability availability) {
        switch (availability) {
            case DRAIN -> work(machine, "swarm-drain", "Draining the node",
                    (node, sink) -> nodes.drain(node.id(), sink));
            case PAUSE -> work(machine, "swarm-pause", "Pausing the node",
                    (node, sink) -> nodes.availability(node.id(), availability));
            default -> work(machine, "swarm-activate", "Activating the node",
                    (node, sink) -> nodes.availability(node.id(), availability));
        }
    }

    /** Set and remove labels of a machine's node. */
    public void label(String machine, Map<String, String> set, Set<String> remove) {
        work(machine, "swarm-label", "Labelling the node", (node, sink) -> nodes.label(node.id(), set, remove));
    }

    /** Return the nodes, managers first, then by natural order of their names. */
    public List<SwarmNode> nodes() {
        return nodes.all();
    }

    /** Return how the swarm is. */
    public SwarmStatus status() {
        List<SwarmNode> all = nodes.all();
        JsonObject swarm = api.swarm();
        Instant expiry = TrustRoot.expiry(swarm.object("TLSInfo").text("TrustRoot"));
        boolean autolock = swarm.object("Spec").object("EncryptionConfig").flag("AutoLockManagers");
        return new SwarmStatus(id, all, autolock, expiry, SwarmHealth.problems(all, expiry, Instant.now()));
    }

    /** Return the secrets with which nodes join. */
    public JoinTokens tokens() {
        JsonObject tokens = api.swarm().object("JoinTokens");
        return new JoinTokens(tokens.text("Worker"), tokens.text("Manager"));
    }

    /** Replace the secret with which nodes of a role join. */
    public JoinTokens rotateToken(SwarmSpec.Role role) {
        api.rotate(role == SwarmSpec.Role.MANAGER ? "rotateManagerToken=true" : "rotateWorkerToken=true");
        return tokens();
    }

    /**
     * Change the swarm's specification, such as how many tasks it remembers. Nothing is asked for when it is so
     * already.
     *
     * @param change is given the specification as the engine's API has it, to be changed; may be called several times,
     *     when others change it too
     */
    public void configure(Consumer<Map<String, Object>> change) {
        api.updateSwarm(change);
    }

    /**
     * Replace the swarm's own certificate authority, and wait until all nodes have certificates of the new one. All
     * must be up.
     */
    public void rotateAuthority() {
        work(manager(), "swarm-rotate-ca", "Replacing the swarm's authority",
                (node, sink) -> new AuthorityRotation(this).run(sink));
    }

    /** Switch on or off that managers ask for a key after a restart. The key is kept in the store, mode 0600. */
    public void autolock(boolean on) {
        lock().set(this, on);
    }

    /** Return the key, asking the managers for it, and keep it in the store; empty when they are not locked. */
    public String unlockKey() {
        return lock().key(this);
    }

    /** Replace the key, keep the new one in the store, and return it. */
    public String rotateUnlockKey() {
        return lock().replaceKey(this);
    }

    /** Unlock a machine that is a manager and was restarted, with a key, or the one in the store when it is empty. */
    public void unlock(String machine, String key) {
        Machine locked = machines.get(machine);
        operate(locked, "swarm-unlock", List.of(new Work("swarm-unlock", "Unlocking the manager",
                sink -> lock().open(locked, id, key))));
    }

    private ManagerLock lock() {
        return new ManagerLock(new UnlockKeys(machines.storagePath()));
    }

    /**
     * Save the managers' state to a file, mode 0600; it holds the swarm's secrets. The engine of one manager, not the
     * leader's where there is a choice, stands still for some seconds and its containers with it. Refused
     * with {@code WRONG_STATE} while the managers are locked: that could not be restored.
     *
     * @param force even when the swarm cannot spare that manager, as when it is the only one
     */
    public void backup(Path file, boolean force) {
        SwarmBackup backup = new SwarmBackup(this, file);
        Machine machine = machines.get(backup.choose(force));
        operate(machine, "swarm-backup",
                List.of(new Work("swarm-backup", "Saving the managers' state", sink -> backup.run(machine, sink))));
    }

    /** Save the managers' state as {@link #backup(Path, boolean)} does when it is not forced. */
    public void backup(Path file) {
        backup(file, false);
    }

    /**
     * Demote and forget managers that are down, and tell which they were: names of machines, of hosts where those are
     * no machines. One that is missed but not down yet is waited for until it is, or is back.
     *
     * @throws dev.jmachine.api.MachineException with {@code SWARM_QUORUM} if too few managers are left to do so; then
     *     {@link Swarms#recover} makes a swarm of one that still runs
     */
    public List<String> heal() {
        List<String> gone = new ArrayList<>();
        for (SwarmNode node : nodes.all()) {
            if (node.role() == SwarmSpec.Role.MANAGER && !node.healthy() && nodes.staysDown(node.id(), FALL_OF_LEADER)) {
                forget(node.id(), false);
                gone.add(node.machine().orElse(node.hostname()));
            }
        }
        return gone;
    }

    /** Return the machines of the store. */
    Machines machines() {
        return machines;
    }

    /** Return who hears of what is done. */
    MachineListener listener() {
        return listener;
    }

    /** Ask a machine first. */
    void prefer(String machine) {
        api.prefer(machine);
    }

    /** Return the API of the managers. */
    ManagerApi api() {
        return api;
    }

    /** Return what can be done to its nodes. */
    Nodes nodesOf() {
        return nodes;
    }

    /** Return the machines that the store remembers to be its managers. */
    List<Machine> managers() {
        return ManagerSearch.members(machines, id).stream()
                .filter(machine -> Membership.of(machine)
                        .filter(one -> one.role() == SwarmSpec.Role.MANAGER).isPresent())
                .toList();
    }

    /** Return where the managers that can be reached wait for other nodes, the leader first. */
    List<String> managerAddresses() {
        return api.get("/nodes").objects().stream().map(node -> node.object("ManagerStatus"))
                .filter(manager -> manager.text("Reachability").equals("reachable"))
                .sorted((one, other) -> Boolean.compare(other.flag("Leader"), one.flag("Leader")))
                .map(manager -> manager.text("Addr")).toList();
    }

    /** Return the nodes that the ports of a newcomer are tried with. */
    List<Peer> peers() {
        return Peer.of(nodes.all(), machines::get);
    }

    /** Return the UDP port of the containers' traffic. */
    int dataPort() {
        int port = (int) api.swarm().number("DataPathPort", 0);
        return port == 0 ? DEFAULT_DATA_PORT : port;
    }

    /** Bring a node that is in the swarm to what is wished of it; labels that are not wished for stay. */
    void setUp(String node, SwarmSpec wish) {
        nodes.awaitReady(node);
        nodes.label(node, wish.labels(), Set.of());
        changeRole(nodes.find(node).orElseThrow(), wish.role(), false);
        nodes.availability(node, wish.availability());
    }

    /** Give a node another role, and remember it. */
    void changeRole(SwarmNode node, SwarmSpec.Role role, boolean force) {
        if (node.role() != role) {
            if (role == SwarmSpec.Role.WORKER && !force) {
                Quorum.requireWithout(
                        node, nodes.all(), "Making a worker of " + node.machine().orElse(node.hostname()));
            }
            nodes.role(node.id(), role);
        }
        keepRole(node, role);
    }

    /**
     * Demote a node that is down and have the swarm forget it. A manager that the others were begun anew without takes no
     * part any more, and cannot be demoted.
     */
    void remove(SwarmNode node, boolean force) {
        if (node.reachability().isEmpty()) {
            keepRole(node, SwarmSpec.Role.WORKER);
        } else {
            changeRole(node, SwarmSpec.Role.WORKER, force);
        }
        nodes.delete(node.id());
    }

    private void keepRole(SwarmNode node, SwarmSpec.Role role) {
        node.machine().map(machines::get).ifPresent(machine -> new Membership(id, node.id(), role).keep(machine));
    }

    /** One thing done to a node. */
    private interface NodeWork {
        void on(SwarmNode node, ProgressSink sink);
    }

    private void work(String name, String operation, String title, NodeWork work) {
        Machine machine = machines.get(name);
        operate(machine, operation,
                List.of(new Work(operation, title, sink -> work.on(nodes.of(machine), sink))));
    }

    private void operate(Machine machine, String operation, List<Step<ProgressSink>> steps) {
        new NodeOperation(machines, listener).run(machine, operation, steps);
    }
}
