package dev.jmachine.swarm.cluster;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.store.MachineLock;
import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.Swarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Clusters described in files, made of the machines of a store.
 *
 * <p>What was made for a cluster is written to {@code clusters/NAME/cluster.json} in the store before it is made: work
 * that is cut short at any instant is gone on with by the same call again. One process at a time works on a cluster.
 * Thread-safe; calls block until done, honour interruption, and throw {@link MachineException}.
 */
public final class Clusters {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
    private static final int PARALLELISM = 4;
    /** Managers are woken up at most this often before what else is to be done must show. */
    private static final int ROUNDS = 3;

    private final Machines machines;
    private final MachineListener listener;
    private final SwarmAccess access;
    private final ClusterStore store;
    private final Map<String, String> environment;
    private final int parallelism;
    private final Duration lockTimeout;

    /** Create the view; reads nothing yet. The machines stay the caller's to close. */
    public Clusters(Machines machines, MachineListener listener) {
        this(machines, listener, new EngineAccess(new Swarms(machines, listener)), System.getenv(), PARALLELISM,
                LOCK_TIMEOUT);
    }

    Clusters(Machines machines, MachineListener listener, SwarmAccess access, Map<String, String> environment,
            int parallelism, Duration lockTimeout) {
        this.machines = machines;
        this.listener = listener;
        this.access = access;
        this.store = new ClusterStore(machines.storagePath());
        this.environment = Map.copyOf(environment);
        this.parallelism = parallelism;
        this.lockTimeout = lockTimeout;
    }

    /** Return the same with another bound on how many machines are worked on side by side; it is 4 by default. */
    public Clusters withParallelism(int value) {
        return new Clusters(machines, listener, access, environment, value, lockTimeout);
    }

    /** Return the same that takes values of configs and secrets from these variables, not those of the process. */
    public Clusters withEnvironment(Map<String, String> variables) {
        return new Clusters(machines, listener, access, variables, parallelism, lockTimeout);
    }

    /** Return the same with another time to wait for a process that works on the cluster; it is 10 s by default. */
    public Clusters withLockTimeout(Duration value) {
        return new Clusters(machines, listener, access, environment, parallelism, value);
    }

    /** Return the machines. */
    public Machines machines() {
        return machines;
    }

    /** Return the listener. */
    public MachineListener listener() {
        return listener;
    }

    /** Return the names of the clusters of which something was made, sorted. */
    public List<String> names() {
        return store.names();
    }

    /**
     * Find out what has to be done to make a cluster what its file says. Changes nothing.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_QUORUM} if the majority of managers would be lost,
     *     {@link ErrorCode#MACHINE_EXISTS} if a machine's name is taken by one that is not the cluster's,
     *     {@link ErrorCode#CLUSTER_FILE} if something that the file names cannot be read, or
     *     {@link ErrorCode#SWARM_NO_MANAGER}
     */
    public ClusterPlan plan(ClusterFile file) {
        return plan(file, false);
    }

    /** Find out the same where a lost majority of managers is put up with; otherwise as {@link #plan(ClusterFile)}. */
    public ClusterPlan plan(ClusterFile file, boolean force) {
        ClusterRecord record = store.read(file.name()).orElseGet(() -> begin(file));
        WantedContents contents = reader(file, record).digests();
        return new Planner(file, contents, record, observe(file, record), force).plan();
    }

    private Observation observe(ClusterFile file, ClusterRecord record) {
        return new Observer(machines, access).observe(Member.of(file).keySet(), record, !file.images().isEmpty());
    }

    private static ClusterRecord begin(ClusterFile file) {
        return ClusterRecord.begin(file.name(), SaltedDigest.newSalt());
    }

    private ContentReader reader(ClusterFile file, ClusterRecord record) {
        return new ContentReader(file, environment, new SaltedDigest(record.salt()));
    }

    /**
     * Make a cluster what its file says. What fails does not stop the rest, and is tried again by the next apply.
     *
     * @param force put up with a lost majority of managers
     * @return what was done
     * @throws BatchException if something failed; it carries the cluster's machines that did not
     * @throws MachineException with {@link ErrorCode#MACHINE_LOCKED} if another process works on the cluster, and as
     *     {@link #plan(ClusterFile)} does
     */
    public ClusterResult apply(ClusterFile file, boolean force) {
        long start = System.nanoTime();
        String activity = "Applying the cluster \"" + file.name() + "\"";
        try (MachineLock lock = store.lock(file.name(), "cluster apply", lockTimeout)) {
            List<Change> done = new ArrayList<>();
            ClusterPlan plan = round(file, force, activity);
            done.addAll(plan.changes());
            for (int round = 1; plan.preliminary() && round < ROUNDS; round++) {
                plan = round(file, force, activity);
                done.addAll(plan.changes());
            }
            ClusterPlan all = new ClusterPlan(file.name(), done, plan.warnings(), plan.preliminary());
            return new ClusterResult(all, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Plan, and do what is planned. */
    private ClusterPlan round(ClusterFile file, boolean force, String activity) {
        RecordKeeper keeper = new RecordKeeper(store, store.read(file.name()).orElseGet(() -> begin(file)));
        ContentReader reader = reader(file, keeper.record());
        WantedContents contents = reader.digests();
        Map<String, Member> members = Member.of(file);
        Observation seen = observe(file, keeper.record());
        ClusterPlan plan = new Planner(file, contents, keeper.record(), seen, force).plan();
        ClusterWork work = new ClusterWork(machines, access, keeper, new ClusterTeller(listener, file.name()), force);
        seen.swarm().ifPresent(swarm -> takeUp(swarm, work));
        new JoiningPhase(work, members, file.swarm(), parallelism).run(plan);
        new NodePhase(work, members).run(plan);
        new RollingPhase(work, members, file.swarm()).run(plan);
        new ContentPhase(work, file, reader, contents, parallelism).run(plan);
        new RemovalPhase(work).run(plan);
        report(activity, work);
        return plan;
    }

    /** Use the swarm that was found, and write down nodes that a killed process has made and not written down. */
    private void takeUp(ObservedSwarm swarm, ClusterWork work) {
        work.use(access.withId(swarm.id()));
        swarm.nodes().forEach(node -> node.machine().ifPresent(
                machine -> work.keeper().member(machine, known -> known.withNode(node.id()))));
    }

    private void report(String activity, ClusterWork work) {
        work.requireGoingOn();
        Map<String, MachineException> failures = work.failures();
        if (!failures.isEmpty()) {
            List<Machine> others = work.keeper().record().machines().keySet().stream()
                    .filter(name -> !failures.containsKey(name) && machines.exists(name)).map(machines::get).toList();
            throw new BatchException(activity, others, failures);
        }
    }

    /**
     * Remove a cluster's machines, and forget it. Its file is not needed.
     *
     * @param force drop records of machines even when their provider's part cannot be removed
     * @throws BatchException if machines could not be removed; the others are
     * @throws MachineException with {@link ErrorCode#CLUSTER_FILE} if there is no such cluster, or
     *     {@link ErrorCode#MACHINE_LOCKED} if another process works on it
     */
    public void destroy(String name, boolean force) {
        try (MachineLock lock = store.lock(name, "cluster destroy", lockTimeout)) {
            RecordKeeper keeper = new RecordKeeper(store, record(name));
            ClusterWork work = new ClusterWork(machines, access, keeper, new ClusterTeller(listener, name), force);
            new Destroyer(work, parallelism).run();
            report("Destroying the cluster \"" + name + "\"", work);
            store.delete(keeper.record());
        }
    }

    /** Return the names of a cluster's machines, sorted; fails as {@link #status} does. */
    public List<String> machineNames(String name) {
        return List.copyOf(new TreeSet<>(record(name).machines().keySet()));
    }

    /**
     * Ask how a cluster is, what is wrong, and what to do.
     *
     * @throws MachineException with {@link ErrorCode#CLUSTER_FILE} if there is no such cluster
     */
    public ClusterStatus status(String name) {
        ClusterRecord record = record(name);
        Observation seen = new Observer(machines, access).observe(List.of(), record, false);
        Optional<ClusterSwarm> swarm = seen.swarm().map(each -> access.withId(each.id()));
        return new StatusReport(record, seen, swarm).status();
    }

    /**
     * Return a cluster's swarm.
     *
     * @throws MachineException with {@link ErrorCode#CLUSTER_FILE} if there is no such cluster, or
     *     {@link ErrorCode#SWARM_NOT_FOUND} if it has no swarm yet
     */
    public Swarm swarm(String name) {
        String id = record(name).swarmId();
        if (id.isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_NOT_FOUND,
                    "Looking for the swarm of the cluster \"" + name + "\"", "It has none yet.");
        }
        return new Swarms(machines, listener).withId(id);
    }

    private ClusterRecord record(String name) {
        return store.read(name).orElseThrow(() -> new MachineException(ErrorCode.CLUSTER_FILE,
                "Looking for the cluster \"" + name + "\"", "There is no cluster of that name in the store."));
    }
}
