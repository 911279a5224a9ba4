package dev.jmachine.cli;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImages;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.Readiness;
import dev.jmachine.cli.command.Opener;
import dev.jmachine.cli.command.SwarmActions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Machines in memory, with the one driver {@code fake}. Remembers what was asked of it. */
public final class FakeMachines implements Machines, Opener {
    private static final List<DriverOption> OPTIONS = List.of(
            DriverOption.text("fake-size", "FAKE_SIZE", "small", "Size"),
            DriverOption.number("fake-memory", "FAKE_MEMORY", 1024, "Memory"),
            DriverOption.list("fake-disk", "FAKE_DISK", "Disks"),
            DriverOption.flag("fake-fast", "", "Fast"));

    private final Map<String, FakeMachine> machines = new ConcurrentHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<MachineSpec> created = new ArrayList<>();
    private MachinesBuilder settings;
    /** What create throws for a machine of this name. */
    public final Map<String, MachineException> createFailures = new ConcurrentHashMap<>();
    public final List<OwnedObject> orphans = new ArrayList<>();
    public MachineImages images;
    public Instant certificateExpiry;
    public final FakeSwarms swarms = new FakeSwarms();
    public final Path folder;

    public FakeMachines(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return Optional.ofNullable(certificateExpiry);
    }

    /** Take the settings that the command line opens a store with. */
    @Override
    public Machines machines(MachinesBuilder given) {
        settings = given;
        return this;
    }

    @Override
    public SwarmActions swarms(Machines machines, MachineListener listener) {
        return swarms;
    }

    public MachinesBuilder settings() {
        return settings;
    }

    MachineListener listener() {
        return settings.listener();
    }

    /** Put a machine in, and return it. */
    public FakeMachine add(String name) {
        return add(MachineSpec.builder(name, "fake").build());
    }

    public FakeMachine add(MachineSpec spec) {
        FakeMachine machine = new FakeMachine(this, spec);
        machines.put(spec.name(), machine);
        return machine;
    }

    synchronized void log(String entry) {
        log.add(entry);
    }

    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    public synchronized List<MachineSpec> created() {
        return List.copyOf(created);
    }

    void drop(String name) {
        machines.remove(name);
    }

    @Override
    public Path storagePath() {
        return folder;
    }

    @Override
    public Machine create(MachineSpec spec) {
        MachineEvent.Step check = new MachineEvent.Step("check", "Running pre-create checks");
        listener().operationStarted(
                new MachineEvent.OperationStarted(spec.name(), Instant.EPOCH, "create", List.of(check)));
        listener().stepStarted(new MachineEvent.StepStarted(spec.name(), Instant.EPOCH, check));
        if (createFailures.containsKey(spec.name())) {
            MachineException failure = createFailures.get(spec.name()).at(spec.name(), "check", spec.driver());
            listener().stepFailed(new MachineEvent.StepFailed(spec.name(), Instant.EPOCH, check, failure));
            throw failure;
        }
        if (exists(spec.name())) {
            throw new MachineException(ErrorCode.MACHINE_EXISTS, "Creating \"" + spec.name() + "\"",
                    "Docker machine \"" + spec.name() + "\" already exists");
        }
        listener().stepFinished(new MachineEvent.StepFinished(spec.name(), Instant.EPOCH, check));
        listener().operationFinished(new MachineEvent.OperationFinished(spec.name(), Instant.EPOCH, "create"));
        synchronized (this) {
            created.add(spec);
        }
        return add(spec);
    }

    @Override
    public List<Machine> create(List<MachineSpec> specs) {
        return specs.stream().map(this::create).toList();
    }

    @Override
    public Machine resume(String name) {
        log("resume " + name);
        return get(name);
    }

    @Override
    public Machine get(String name) {
        if (!exists(name)) {
            throw new MachineException(ErrorCode.MACHINE_NOT_FOUND, "Looking for the machine \"" + name + "\"",
                    "Docker machine \"" + name + "\" does not exist.");
        }
        return machines.get(name);
    }

    @Override
    public boolean exists(String name) {
        return machines.containsKey(name);
    }

    @Override
    public List<Machine> list() {
        return List.copyOf(new TreeMap<>(machines).values());
    }

    @Override
    public List<String> driverNames() {
        return List.of("fake");
    }

    @Override
    public DriverDescription driver(String name) {
        if (!name.equals("fake")) {
            throw new MachineException(ErrorCode.DRIVER_NOT_FOUND, "Looking for the driver \"" + name + "\"",
                    "Driver \"" + name + "\" not found. Installed are: fake.");
        }
        return new DriverDescription("fake", "Machines in memory", OPTIONS, Set.of(Capability.POWER));
    }

    @Override
    public Readiness readiness(String driver) {
        return Readiness.missing("no memory is left", "buy memory");
    }

    @Override
    public MachineImages images(String driver) {
        return images;
    }

    @Override
    public List<OwnedObject> findOrphans(String driver, Map<String, List<String>> options) {
        log("orphans of " + driver + " " + options);
        return orphans;
    }

    @Override
    public void close() {
        log("close");
    }
}
