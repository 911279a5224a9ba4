package dev.jmachine.lifecycle;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.driver.CheckedDriverOptions;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.lifecycle.step.Operations;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineRecord;
import dev.jmachine.store.MachineStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes machines, and goes on making those whose creation was cut short. */
final class MachineCreation {
    private final Environment environment;
    private final MachineStore store;

    MachineCreation(Environment environment) {
        this.environment = environment;
        this.store = environment.store();
    }

    /** Make a machine, or continue one that was begun with the same specification. */
    Machine create(MachineSpec spec) {
        DriverFactory factory = environment.drivers().factory(spec.driver());
        CheckedDriverOptions.of(spec, factory.options());
        Swarms.check(environment, spec.swarm());
        try (MachineLock lock = store.lock(spec.name(), "create", environment.lockTimeout())) {
            boolean fresh = !store.exists(spec.name());
            MachineRecord record = fresh
                    ? store.create(spec, secretOptions(factory))
                    : unfinished(spec, factory);
            run(record, spec, factory, fresh);
        }
        return new StoreMachine(environment, spec.name());
    }

    /** Continue a machine with the specification that it was begun with. */
    Machine resume(String name) {
        try (MachineLock lock = store.lock(name, "create", environment.lockTimeout())) {
            MachineRecord record = store.open(name);
            if (record.journal().unfinishedStep().isEmpty()) {
                throw exists(name);
            }
            run(record, record.spec(), environment.drivers().factory(record.driverName()), false);
        }
        return new StoreMachine(environment, name);
    }

    private MachineRecord unfinished(MachineSpec spec, DriverFactory factory) {
        MachineRecord record = store.open(spec.name());
        if (record.journal().unfinishedStep().isEmpty()) {
            throw exists(spec.name());
        }
        if (!record.spec().equals(withoutSecrets(spec, secretOptions(factory)))) {
            throw new MachineException(ErrorCode.MACHINE_UNFINISHED, "Creating \"" + spec.name() + "\"",
                    "Its creation was begun before, with other options, and cut short.");
        }
        return record;
    }

    private static MachineException exists(String name) {
        return new MachineException(ErrorCode.MACHINE_EXISTS, "Creating \"" + name + "\"",
                "Docker machine \"" + name + "\" already exists");
    }

    private void run(MachineRecord record, MachineSpec spec, DriverFactory factory, boolean fresh) {
        try (Session session = new Session(environment, record, spec, factory)) {
            Operations.create(Swarms.steps(spec.swarm())).run(session.events(), session, Optional.of(record.journal()));
        } catch (RuntimeException e) {
            if (fresh && !Operations.wasBegun(record.journal())) {
                store.delete(spec.name());
            }
            throw e;
        }
    }

    private static Set<String> secretOptions(DriverFactory factory) {
        return factory.options().stream()
                .filter(DriverOption::secret)
                .map(DriverOption::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static MachineSpec withoutSecrets(MachineSpec spec, Set<String> secrets) {
        Map<String, List<String>> kept = new LinkedHashMap<>(spec.driverOptions());
        new ArrayList<>(kept.keySet()).stream().filter(secrets::contains).forEach(kept::remove);
        return new MachineSpec(spec.name(), spec.driver(), kept, spec.engine(), spec.tlsNames(), spec.swarm(),
                spec.bastion());
    }
}
