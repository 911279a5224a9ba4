package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.operation.Failures;
import dev.jmachine.swarm.cluster.ObservedMachine.EngineMembership;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the phases of an apply share: the cluster worked on, its swarm once there is one, and what has failed. One that
 * fails does not stop the others. Thread-safe.
 */
final class ClusterWork {
    private static final Duration ANSWER = Duration.ofSeconds(40);

    private final Machines machines;
    private final SwarmAccess access;
    private final RecordKeeper keeper;
    private final ClusterTeller teller;
    private final boolean force;
    private final Map<String, MachineException> failures = new LinkedHashMap<>();
    private volatile ClusterSwarm swarm;

    ClusterWork(Machines machines, SwarmAccess access, RecordKeeper keeper, ClusterTeller teller, boolean force) {
        this.machines = machines;
        this.access = access;
        this.keeper = keeper;
        this.teller = teller;
        this.force = force;
    }

    Machines machines() {
        return machines;
    }

    SwarmAccess access() {
        return access;
    }

    RecordKeeper keeper() {
        return keeper;
    }

    ClusterTeller teller() {
        return teller;
    }

    boolean force() {
        return force;
    }

    /** Return the swarm, if it has been begun. */
    Optional<ClusterSwarm> swarm() {
        return Optional.ofNullable(swarm);
    }

    /** Return the swarm. */
    ClusterSwarm requireSwarm() {
        return swarm().orElseThrow(() -> new MachineException(ErrorCode.SWARM_NO_MANAGER,
                "Working on the cluster \"" + keeper.record().name() + "\"", "None of its managers has come up yet."));
    }

    /** Use this swarm, and write down that it is the cluster's. */
    void use(ClusterSwarm value) {
        keeper.update(record -> record.withSwarm(value.id()));
        swarm = value;
    }

    /** Do something to a subject, and keep why it failed. */
    boolean attempt(String subject, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            fail(subject, Failures.of("Working on \"" + subject + "\"", e));
            return false;
        }
    }

    /** Keep why the work on a subject failed; the first reason counts. */
    synchronized void fail(String subject, MachineException failure) {
        failures.putIfAbsent(subject, failure.at(subject, null, null));
    }

    /** Return why the work on some subjects failed. */
    synchronized Map<String, MachineException> failures() {
        return new LinkedHashMap<>(failures);
    }

    synchronized boolean failed(String subject) {
        return failures.containsKey(subject);
    }

    /** Stop here if the work has been cancelled. */
    void requireGoingOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MachineException(ErrorCode.CANCELLED, "Working on the cluster \"" + keeper.record().name() + "\"",
                    "The work was cancelled.");
        }
    }

    /** Write down that a machine has become a node. */
    void enrolled(Member member) {
        Machine machine = machines.get(member.name());
        EngineMembership membership = access.membership(machine, ANSWER);
        keeper.member(member.name(), known -> known.withRole(member.role()).withNode(membership.nodeId())
                .withLabels(member.labels().keySet()));
    }
}
