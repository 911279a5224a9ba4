package dev.jmachine.lifecycle;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineListener;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.store.MachineStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** What all operations on one store share. */
record Environment(
        MachineStore store,
        DriverCatalog drivers,
        SshConnector ssh,
        MachineListener listener,
        Clock clock,
        Duration lockTimeout,
        Function<DriverOption, String> secrets) {
}
