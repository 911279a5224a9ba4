package dev.jmachine.lifecycle;

import dev.jmachine.api.Capability;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.lifecycle.driver.DriverCalls;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.store.MachineStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a driver has made at its provider and no machine of the store accounts for. */
final class OrphanSearch {
    private final Environment environment;

    OrphanSearch(Environment environment) {
        this.environment = environment;
    }

    List<OwnedObject> find(DriverFactory factory, Map<String, List<String>> options) {
        if (!factory.capabilities().contains(Capability.FIND_OWNED)) {
            throw DriverFailures.unsupported(factory.name(), "looking for what it has made");
        }
        MachineSpec.Builder spec = MachineSpec.builder("none", factory.name());
        options.forEach((name, values) -> values.forEach(value -> spec.option(name, value)));
        List<OwnedObject> owned =
                new DriverCalls(factory, new MachinelessContext(environment, factory, spec.build())).findOwned();
        // The store is read afterwards: a machine that was made meanwhile is known by then.
        Set<String> known = knownIds();
        return owned.stream().filter(thing -> !known.contains(thing.machineId())).toList();
    }

    private Set<String> knownIds() {
        MachineStore store = environment.store();
        return store.names().stream().map(name -> store.open(name).id()).collect(Collectors.toSet());
    }
}
