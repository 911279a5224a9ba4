package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineStore;
import java.time.Clock;
import java.time.Duration;

/**
 * A machine whose swarm another is to join, and which is being made at the same time: it is not in the swarm yet.
 *
 * @param machines the store
 * @param name its name
 */
record MachineToCome(Machines machines, String name) {
    /** Making a machine may take long where it is emulated. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Return whether the machine is not finished, and is to be in a swarm once it is. */
    boolean isExpected() {
        if (!machines.exists(name)) {
            return false;
        }
        Machine machine = machines.get(name);
        return machine.unfinishedStep().isPresent() && machine.spec().swarm().role() != SwarmSpec.Role.NONE;
    }

    /** Wait until it is finished, or nobody works on it any more. */
    void await(ProgressSink sink) {
        if (isOver()) {
            return;
        }
        sink.progress("Waiting for \"" + name + "\" to be in its swarm");
        Deadline.after(PATIENCE).await("\"" + name + "\" to be in its swarm", PAUSE, this::isOver);
    }

    private boolean isOver() {
        return !isExpected() || !isWorkedOn();
    }

    private boolean isWorkedOn() {
        MachineStore store = new MachineStore(machines.storagePath(), Clock.systemUTC());
        try (MachineLock lock = store.lock(name, "swarm-join", Duration.ZERO)) {
            return false;
        } catch (MachineException e) {
            if (e.code() != ErrorCode.MACHINE_LOCKED) {
                throw e;
            }
            return true;
        }
    }
}
