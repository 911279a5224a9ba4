package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.Readiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Machines in memory, of the driver {@code fake}. Remembers in order what is asked of them and of their swarm. */
final class FakeMachines implements Machines {
    final List<String> log = new CopyOnWriteArrayList<>();
    final Map<String, FakeMachine> machines = new ConcurrentHashMap<>();
    /** What making a machine of a name fails with, which leaves it unfinished. */
    final Map<String, MachineException> createFailures = new ConcurrentHashMap<>();
    private final Path folder;

    FakeMachines(Path folder) {
        this.folder = folder;
    }

    void log(String entry) {
        log.add(entry);
    }

    /** Return the log since the last time, without its entries that begin otherwise. */
    List<String> logged(String... beginnings) {
        List<String> entries = log.stream().filter(entry -> beginnings.length == 0
                || List.of(beginnings).stream().anyMatch(entry::startsWith)).toList();
        log.clear();
        return entries;
    }

    @Override
    public Path storagePath() {
        return folder;
    }

    @Override
    public Machine create(MachineSpec spec) {
        FakeMachine machine = machines.get(spec.name());
        if (machine != null && machine.unfinishedStep().isEmpty()) {
            throw new MachineException(ErrorCode.MACHINE_EXISTS, "Creating", "It exists.");
        }
        log((machine == null ? "create " : "go on with ") + spec.name());
        machine = new FakeMachine(this, spec);
        machines.put(spec.name(), machine);
        MachineException failure = createFailures.get(spec.name());
        if (failure != null) {
            machine.unfinished = "engine-install";
            throw failure;
        }
        return machine;
    }

    @Override
    public List<Machine> create(List<MachineSpec> specs) {
        return specs.stream().map(this::create).toList();
    }

    @Override
    public Machine resume(String name) {
        return create(machines.get(name).spec());
    }

    @Override
    public Machine get(String name) {
        if (!exists(name)) {
            throw new MachineException(ErrorCode.MACHINE_NOT_FOUND, "Looking", name + " does not exist.");
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
        return List.of("fake", "adopted");
    }

    @Override
    public DriverDescription driver(String name) {
        return new DriverDescription(name, "In memory", List.of(
                DriverOption.text("fake-size", "", "", "Size"), DriverOption.secret("fake-token", "", "Token")),
                name.equals("adopted") ? Set.of(Capability.ADOPTED) : Set.of(Capability.POWER));
    }

    @Override
    public Readiness readiness(String driver) {
        return Readiness.usable("");
    }

    @Override
    public void close() {
        log("close");
    }
}
