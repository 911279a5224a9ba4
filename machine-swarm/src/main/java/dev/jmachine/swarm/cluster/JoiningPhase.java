package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ClusterRecord.MemberRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings machines up side by side, and each into the swarm as soon as it is ready and a manager is: the first one ready
 * begins the swarm.
 */
final class JoiningPhase {
    private final ClusterWork work;
    private final Map<String, Member> members;
    private final SwarmSettings settings;
    private final int parallelism;
    /** Managers join one after the other: two at once stand in one another's way while the majority shifts. */
    private final ReentrantLock managerGate = new ReentrantLock();
    private final List<Member> waiting = new ArrayList<>();
    private boolean beginning;

    JoiningPhase(ClusterWork work, Map<String, Member> members, SwarmSettings settings, int parallelism) {
        this.work = work;
        this.members = members;
        this.settings = settings;
        this.parallelism = parallelism;
    }

    void run(ClusterPlan plan) {
        try (Workers workers = new Workers(parallelism)) {
            plan.all(MachineChange.StartMachine.class).forEach(change -> workers.submit(
                    () -> work.attempt(change.subject(), () -> start(change))));
            workers.await();
        }
        plan.all(SwarmChange.Unlock.class).forEach(change -> work.attempt(change.subject(), () -> unlock(change.subject())));
        plan.all(SwarmChange.RecoverSwarm.class).forEach(change -> work.attempt(change.subject(),
                () -> work.use(work.access().recover(change.subject()))));
        plan.all(SwarmChange.ForgetNode.class).forEach(change -> work.attempt(change.subject(), () -> forget(change)));
        plan.all(MachineChange.StartMachine.class).forEach(change -> awaitNode(change.subject()));
        work.requireGoingOn();
        try (Workers workers = new Workers(parallelism)) {
            plan.changes().stream().filter(JoiningPhase::brings)
                    .forEach(change -> workers.submit(() -> bring(change, workers)));
            workers.await();
        }
        work.requireGoingOn();
        waiting.forEach(member -> work.fail(member.name(), new MachineException(ErrorCode.SWARM_NO_MANAGER,
                "Enrolling the machine \"" + member.name() + "\"",
                "It is ready, but none of the cluster's managers has come up.")));
    }

    private static boolean brings(Change change) {
        return change instanceof MachineChange.CreateMachine || change instanceof SwarmChange.Enrol
                || change instanceof MachineChange.ReplaceMachine replace && replace.dead();
    }

    private void start(MachineChange.StartMachine change) {
        Machine machine = work.machines().get(change.subject());
        if (change.state() == MachineState.RUNNING) {
            machine.restart();
        } else {
            machine.start();
        }
        if (settings.autolock() && members.containsKey(change.subject())
                && members.get(change.subject()).role() == SwarmSpec.Role.MANAGER) {
            unlock(change.subject());
        }
    }

    /** The managers take a while to have a node back, most of all where their leader is new. */
    private void awaitNode(String machine) {
        if (!work.failed(machine)) {
            work.swarm().ifPresent(swarm -> work.attempt(machine,
                    () -> swarm.awaitReady(work.machines().get(machine))));
        }
    }

    private void unlock(String machine) {
        work.access().withId(work.keeper().record().swarmId()).unlock(machine);
    }

    private void forget(SwarmChange.ForgetNode change) {
        work.requireSwarm().forget(change.node(), true);
        work.keeper().member(change.subject(), member -> member.withNode(""));
    }

    private void bring(Change change, Workers workers) {
        if (work.attempt(change.subject(), () -> make(change))) {
            enrol(members.get(change.subject()), workers);
        }
    }

    private void make(Change change) {
        if (change instanceof MachineChange.CreateMachine create) {
            make(create.spec(), create.role());
        } else if (change instanceof MachineChange.ReplaceMachine replace) {
            removeDead(replace.subject());
            make(replace.spec(), replace.role());
        } else if (change instanceof SwarmChange.Enrol enrol && enrol.leavesFirst()) {
            work.access().abandon(work.machines().get(enrol.subject()));
        }
    }

    private void make(MachineSpec spec, SwarmSpec.Role role) {
        work.keeper().update(record -> record.machines().containsKey(spec.name()) ? record
                : record.withMachine(spec.name(), MemberRecord.of(role)));
        work.machines().create(spec);
    }

    private void removeDead(String name) {
        if (!work.machines().exists(name)) {
            return;
        }
        String node = work.keeper().record().machines().get(name).node();
        if (work.swarm().isPresent() && !node.isEmpty()) {
            work.requireSwarm().leave(name, true);
            work.keeper().member(name, member -> member.withNode(""));
        } else {
            work.access().abandon(work.machines().get(name));
        }
        work.machines().get(name).remove(RemoveOptions.DEFAULT);
    }

    /** Enrol a machine that is ready; where there is no swarm yet, begin it or wait until somebody has. */
    private void enrol(Member member, Workers workers) {
        boolean begins;
        synchronized (this) {
            begins = work.swarm().isEmpty();
            if (begins && (beginning || member.role() != SwarmSpec.Role.MANAGER)) {
                waiting.add(member);
                return;
            }
            beginning = begins;
        }
        if (begins) {
            work.attempt(member.name(), () -> begin(member));
            goOn(workers);
        } else {
            work.attempt(member.name(), () -> join(member));
        }
    }

    private void begin(Member member) {
        work.use(work.access().begin(member.name(), member.wish("", settings.autolock()), settings));
        work.enrolled(member);
    }

    /** Have those that wait tried again: they join, or the next manager begins the swarm. */
    private void goOn(Workers workers) {
        List<Member> next;
        synchronized (this) {
            beginning = false;
            next = List.copyOf(waiting);
            waiting.clear();
        }
        next.forEach(member -> workers.submit(() -> enrol(member, workers)));
    }

    private void join(Member member) {
        ClusterSwarm swarm = work.requireSwarm();
        SwarmSpec wish = member.wish(swarm.manager(), settings.autolock());
        if (member.role() != SwarmSpec.Role.MANAGER) {
            swarm.join(member.name(), wish);
        } else {
            joinAsManager(swarm, member.name(), wish);
        }
        work.enrolled(member);
    }

    private void joinAsManager(ClusterSwarm swarm, String machine, SwarmSpec wish) {
        try {
            managerGate.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Joining \"" + machine + "\"", "It was cancelled.", e);
        }
        try {
            swarm.join(machine, wish);
        } finally {
            managerGate.unlock();
        }
    }
}
