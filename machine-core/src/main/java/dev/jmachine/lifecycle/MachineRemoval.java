package dev.jmachine.lifecycle;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.operation.Events;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineRecord;
import java.util.List;
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
            environment.store().delete(name);
        }
    }

    private void removeMachine() {
        MachineRecord record = environment.store().openForRemoval(name);
        DriverFactory factory = environment.drivers().factory(record.driverName());
        try (Session session = new Session(environment, record, record.spec(), factory)) {
            new Operation<>("remove", steps(session)).run(session.events(), session, Optional.empty());
        }
    }

    private List<Step<Session>> steps(Session session) {
        if (!options.cleanHost()) {
            return List.of(new LeaveSwarmStep(options.force()), PowerStep.REMOVE);
        }
        if (!session.adopted()) {
            throw new MachineException(ErrorCode.UNSUPPORTED, "Cleaning the host of \"" + name + "\"",
                    "Only a host that stays after removal can be cleaned; this one is removed whole.");
        }
        return List.of(new LeaveSwarmStep(options.force()), new SshStep(), new CleanHostStep(), PowerStep.REMOVE);
    }
}
