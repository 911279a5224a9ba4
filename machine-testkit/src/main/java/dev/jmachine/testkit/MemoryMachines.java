package dev.jmachine.testkit;

import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.Readiness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Machines in memory, for tests of programs that use this library. Remembers in order what is asked of it; its public
 * fields say how it behaves. Thread-safe.
 */
public class MemoryMachines implements Machines {
    /** The machines by their names. */
    public final Map<String, MemoryMachine> machines = new ConcurrentHashMap<>();
    /** What the checks before making a machine of a name fail with. */
    public final Map<String, MachineException> createFailures = new ConcurrentHashMap<>();
    /** What making a machine of a name fails with after it was begun; it is left unfinished. */
    public final Map<String, MachineException> installFailures = new ConcurrentHashMap<>();

    private final Path folder;
    private final List<DriverDescription> drivers;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<MachineSpec> created = new CopyOnWriteArrayList<>();

    /**
     * Create an empty store.
     *
     * @param folder what is told as the store's folder; nothing is written there
     * @param drivers what is installed
     */
    public MemoryMachines(Path folder, DriverDescription... drivers) {
        this.folder = folder;
        this.drivers = List.of(drivers);
    }

    /** Return what is told of what happens; by default nobody. */
    protected MachineListener listener() {
        return MachineListener.NOOP;
    }

    /** Put a machine in, and return it. */
    public MemoryMachine add(MachineSpec spec) {
        MemoryMachine machine = new MemoryMachine(this, spec);
        machines.put(spec.name(), machine);
        return machine;
    }

    /** Remember that something was asked. */
    public void log(String entry) {
        log.add(entry);
    }

    /** Return what was asked so far, such as {@code start w1}. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Return what was asked since the last time, only entries that begin so if that is said. */
    public List<String> logged(String... beginnings) {
        List<String> entries = log.stream()
                .filter(entry -> beginnings.length == 0 || Stream.of(beginnings).anyMatch(entry::startsWith)).toList();
        log.clear();
        return entries;
    }

    /** Return what was created, in its order. */
    public List<MachineSpec> created() {
        return List.copyOf(created);
    }

    @Override
    public Path storagePath() {
        return folder;
    }

    @Override
    public Machine create(MachineSpec spec) {
        check(spec);
        MemoryMachine there = machines.get(spec.name());
        log((there == null ? "create " : "go on with ") + spec.name());
        MemoryMachine machine = add(spec);
        if (installFailures.containsKey(spec.name())) {
            machine.unfinishedStep = "engine-install";
            throw installFailures.get(spec.name());
        }
        listener().operationFinished(new MachineEvent.OperationFinished(spec.name(), Instant.EPOCH, "create"));
        created.add(spec);
        return machine;
    }

    private void check(MachineSpec spec) {
        MachineEvent.Step check = new MachineEvent.Step("check", "Running pre-create checks");
        listener().operationStarted(
                new MachineEvent.OperationStarted(spec.name(), Instant.EPOCH, "create", List.of(check)));
        listener().stepStarted(new MachineEvent.StepStarted(spec.name(), Instant.EPOCH, check));
        if (createFailures.containsKey(spec.name())) {
            MachineException failure = createFailures.get(spec.name()).at(spec.name(), "check", spec.driver());
            listener().stepFailed(new MachineEvent.StepFailed(spec.name(), Instant.EPOCH, check, failure));
            throw failure;
        }
        if (exists(spec.name()) && machines.get(spec.name()).unfinishedStep().isEmpty()) {
            throw new MachineException(ErrorCode.MACHINE_EXISTS, "Creating \"" + spec.name() + "\"",
                    "Docker machine \"" + spec.name() + "\" already exists");
        }
        listener().stepFinished(new MachineEvent.StepFinished(spec.name(), Instant.EPOCH, check));
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
        return drivers.stream().map(DriverDescription::name).toList();
    }

    @Override
    public DriverDescription driver(String name) {
        return drivers.stream().filter(driver -> driver.name().equals(name)).findFirst()
                .orElseThrow(() -> new MachineException(ErrorCode.DRIVER_NOT_FOUND,
                        "Looking for the driver \"" + name + "\"", "Driver \"" + name + "\" not found. Installed are: "
                                + String.join(", ", driverNames()) + "."));
    }

    @Override
    public Readiness readiness(String driver) {
        return Readiness.missing("no memory is left", "buy memory");
    }

    @Override
    public void close() {
        log("close");
    }
}
