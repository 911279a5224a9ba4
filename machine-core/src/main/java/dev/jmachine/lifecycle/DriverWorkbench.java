package dev.jmachine.lifecycle;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.driver.DriverCatalog;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.store.MachineRecord;
import dev.jmachine.store.MachineStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Opens one driver over a store of its own, with none of the steps around it: what the test kit's contract suite works
 * on. Opening a second workbench on the same store is what another process would see. For one thread.
 */
public final class DriverWorkbench implements AutoCloseable {
    private final Session session;
    private final MachineStore store;
    private final Driver driver;

    /**
     * Open a driver, for a machine that is put in the store when it is not there yet.
     *
     * @param factory the driver
     * @param storagePath the store's folder
     * @param spec the machine
     * @param around wraps the context that the driver is given, as to have it fail at a chosen point
     */
    public DriverWorkbench(
            DriverFactory factory, Path storagePath, MachineSpec spec, UnaryOperator<DriverContext> around) {
        Clock clock = Clock.systemUTC();
        store = new MachineStore(storagePath, clock);
        MachineRecord record = store.exists(spec.name())
                ? store.open(spec.name())
                : store.create(spec, factory.options().stream()
                        .filter(DriverOption::secret).map(DriverOption::name).collect(Collectors.toSet()));
        Environment environment = new Environment(store,
                new DriverCatalog(List.of(factory)), new SshConnector(),
                MachineListener.NOOP, clock, Duration.ZERO, option -> secret(spec, option));
        session = new Session(environment, record, spec, factory);
        driver = factory.open(around.apply(session.context()));
    }

    /** The environment of this computer is not asked: what a test does not give is not there. */
    private static String secret(MachineSpec spec, DriverOption option) {
        return String.join("", spec.driverOptions().getOrDefault(option.name(), List.of()));
    }

    /** Return the driver itself, with nothing between. */
    public Driver driver() {
        return driver;
    }

    /** Return a failure of the driver as the library tells it when it does not try again. */
    public MachineException told(RuntimeException failure) {
        return DriverFailures.of("Working with the driver", failure, driver.classify(failure));
    }

    /** Return the machine's folder. */
    public Path folder() {
        return session.record().folder();
    }

    /** Drop the machine's record and folder, as the library does after the driver's removal. */
    public void deleteRecord() {
        store.delete(session.record().name());
    }

    @Override
    public void close() {
        session.close();
    }
}
