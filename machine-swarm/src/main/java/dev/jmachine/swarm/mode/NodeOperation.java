package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.operation.Events;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An operation on the node that a machine is: it holds the machine's lock and is told to the listener.
 *
 * @param machines the store
 * @param listener hears of it
 */
record NodeOperation(Machines machines, MachineListener listener) {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** Run the steps. */
    void run(Machine machine, String name, List<Step<ProgressSink>> steps) {
        Clock clock = Clock.systemUTC();
        MachineStore store = new MachineStore(machines.storagePath(), clock);
        try (MachineLock lock = store.lock(machine.name(), name, LOCK_TIMEOUT)) {
            tell(new Events(listener, clock, machine.name(), driver(machine)), name, steps);
        }
    }

    /** Run the steps for a node that is no machine, under its host's name. */
    void run(String hostname, String name, List<Step<ProgressSink>> steps) {
        tell(new Events(listener, Clock.systemUTC(), hostname, null), name, steps);
    }

    private static void tell(Events events, String name, List<Step<ProgressSink>> steps) {
        new Operation<>(name, steps).run(events, new EventSink(events), Optional.empty());
    }

    private static String driver(Machine machine) {
        try {
            return machine.driverName();
        } catch (MachineException e) {
            return null; // Only for the messages.
        }
    }

    private record EventSink(Events events) implements ProgressSink {
        @Override
        public void progress(String message) {
            events.progress(message, 0, 0);
        }

        @Override
        public void notice(String message) {
            events.notice(message);
        }
    }
}
