package dev.jmachine.lifecycle;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.lifecycle.session.EngineTunnel;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.lifecycle.step.Operations;
import dev.jmachine.operation.Events;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineRecord;
import java.util.Optional;

/** Removes one machine: what its driver made, then its record. Going on after an interruption is removing again. */
final class MachineRemoval {
    private final Environment environment;
    private final String name;
    private final RemoveOptions options;
    private final Events events;

    MachineRemoval(Environment environment, String name, RemoveOptions options) {
        this.environment = environment;
        this.name = name;
        this.options = options;
        this.events = new Events(environment.listener(), environment.clock(), name, null);
    }

    void run() {
        try (MachineLock lock = environment.store().lock(name, "remove", environment.lockTimeout())) {
            try {
                removeMachine();
            } catch (MachineException e) {
                if (!options.force()) {
                    throw e;
                }
                events.notice("Only the local record is removed. " + e.getMessage());
            }
            new EngineTunnel(environment.store(), name).close();
            environment.store().delete(name);
        }
    }

    private void removeMachine() {
        MachineRecord record = environment.store().openForRemoval(name);
        DriverFactory factory = environment.drivers().factory(record.driverName());
        try (Session session = new Session(environment, record, record.spec(), factory)) {
            if (options.cleanHost() && !session.adopted()) {
                throw new MachineException(ErrorCode.UNSUPPORTED, "Cleaning the host of \"" + name + "\"",
                        "Only a host that stays after removal can be cleaned; this one is removed whole.");
            }
            Operations.remove(new LeaveSwarmStep(options.force()), options.cleanHost())
                    .run(session.events(), session, Optional.empty());
        }
    }
}
