package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.spi.SwarmEnrolment;
import java.util.List;
import java.util.Optional;

/** Enrols the machines of a store in swarms of engines in Swarm mode. Stateless. */
public final class StoreSwarmEnrolment implements SwarmEnrolment {

    /** Create it; it holds nothing. */
    public StoreSwarmEnrolment() {
    }

    @Override
    public void check(Machines machines, SwarmSpec wish) {
        if (!wish.join().isEmpty() && !new MachineToCome(machines, wish.join()).isExpected()) {
            swarms(machines).of(wish.join()).manager();
        }
    }

    @Override
    public boolean enrolled(Machine machine) {
        return Membership.exists(machine);
    }

    @Override
    public void enrol(Machine machine, Machines machines, SwarmSpec wish, ProgressSink sink) {
        if (!wish.join().isEmpty()) {
            new MachineToCome(machines, wish.join()).await(sink);
        }
        run(wish.join().isEmpty()
                ? new Beginning(swarms(machines), machine, wish, AddressPools.DEFAULT).steps()
                : new Joining(swarms(machines).of(wish.join()), machine, wish).steps(), sink);
    }

    @Override
    public void release(Machine machine, Machines machines, boolean force, ProgressSink sink) {
        Optional<Swarm> swarm = swarms(machines).around(machine);
        if (swarm.isEmpty()) {
            Membership.forget(machine);
            return;
        }
        run(new Departure(swarm.get(), machine, force || isAlone(swarm.get(), machine)).steps(), sink);
    }

    /** Return whether nothing is left of the swarm but this machine, as far as the store can tell. */
    private static boolean isAlone(Swarm swarm, Machine machine) {
        List<Machine> managers = swarm.managers();
        boolean othersManage = managers.stream().anyMatch(manager -> !manager.name().equals(machine.name()));
        boolean manages = managers.stream().anyMatch(manager -> manager.name().equals(machine.name()));
        return !othersManage && (!manages || swarm.nodes().size() == 1);
    }

    private static void run(List<Step<ProgressSink>> steps, ProgressSink sink) {
        for (Step<ProgressSink> step : steps) {
            sink.progress(step.title());
            step.run(sink);
        }
    }

    private static Swarms swarms(Machines machines) {
        return new Swarms(machines, MachineListener.NOOP);
    }
}
