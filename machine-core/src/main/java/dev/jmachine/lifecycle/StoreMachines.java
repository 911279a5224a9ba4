package dev.jmachine.lifecycle;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImages;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.Readiness;
import dev.jmachine.lifecycle.driver.DriverCatalog;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.store.MachineStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machines of a store on disk. Thread-safe. */
final class StoreMachines implements Machines {
    private final Environment environment;
    private final int parallelism;

    StoreMachines(Environment environment, int parallelism) {
        this.environment = environment;
        this.parallelism = parallelism;
    }

    /** Open the store that the builder describes. */
    static StoreMachines open(MachinesBuilder settings) {
        MachineStore store = settings.certificateAuthority()
                .map(folder -> new MachineStore(settings.storagePath(), folder, settings.clock()))
                .orElseGet(() -> new MachineStore(settings.storagePath(), settings.clock()));
        DriverCatalog drivers = new DriverCatalog(settings.driverFolders(), settings.driverClassLoader());
        return new StoreMachines(new Environment(store, drivers, new SshConnector(), settings.listener(),
                settings.clock(), settings.lockTimeout(), settings.secrets()), settings.parallelism());
    }

    @Override
    public Path storagePath() {
        return environment.store().root();
    }

    @Override
    public Machine create(MachineSpec spec) {
        return new MachineCreation(environment).create(spec);
    }

    @Override
    public List<Machine> create(List<MachineSpec> specs) {
        requireDistinctNames(specs);
        return new Batch(parallelism).run("Creating the machines", specs, MachineSpec::name, this::create);
    }

    private static void requireDistinctNames(List<MachineSpec> specs) {
        if (specs.stream().map(MachineSpec::name).distinct().count() < specs.size()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Creating the machines",
                    "A name is given more than once.");
        }
    }

    @Override
    public Machine resume(String name) {
        return new MachineCreation(environment).resume(name);
    }

    @Override
    public Machine get(String name) {
        if (!exists(name)) {
            throw new MachineException(ErrorCode.MACHINE_NOT_FOUND, "Looking for the machine \"" + name + "\"",
                    "Docker machine \"" + name + "\" does not exist.");
        }
        return new StoreMachine(environment, name);
    }

    @Override
    public boolean exists(String name) {
        return environment.store().exists(name);
    }

    @Override
    public List<Machine> list() {
        return environment.store().names().stream()
                .map(name -> (Machine) new StoreMachine(environment, name))
                .toList();
    }

    @Override
    public List<String> driverNames() {
        return environment.drivers().names();
    }

    @Override
    public DriverDescription driver(String name) {
        return environment.drivers().factory(name).description();
    }

    @Override
    public Readiness readiness(String driver) {
        return environment.drivers().factory(driver).readiness();
    }

    @Override
    public MachineImages images(String driver) {
        DriverFactory factory = environment.drivers().factory(driver);
        if (!factory.capabilities().contains(Capability.IMAGES)) {
            throw DriverFailures.unsupported(driver, "images");
        }
        return new TrackedImages(environment, factory);
    }

    @Override
    public List<OwnedObject> findOrphans(String driver, Map<String, List<String>> options) {
        return new OrphanSearch(environment).find(environment.drivers().factory(driver), options);
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return ClientCertificates.firstEnd(environment);
    }

    @Override
    public void close() {
        environment.drivers().close();
    }
}
