package dev.jmachine.lifecycle.session;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.driver.DriverCatalog;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.store.MachineStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What all operations on one store share. */
public record Environment(
        MachineStore store,
        DriverCatalog drivers,
        SshConnector ssh,
        MachineListener listener,
        Clock clock,
        Duration lockTimeout,
        Function<DriverOption, String> secrets) {

    /** Return the value of a secret option: as it was given, else as the source of secrets says now. */
    public String secret(DriverFactory factory, MachineSpec spec, String name) {
        DriverOption option = factory.options().stream()
                .filter(candidate -> candidate.secret() && candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The driver has no secret option \"" + name + "\""));
        List<String> given = spec.driverOptions().getOrDefault(name, List.of());
        return given.isEmpty() ? secrets.apply(option) : given.get(0);
    }
}
