package dev.jmachine.cli;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverDescription;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineImages;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cli.command.Opener;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.testkit.MemoryMachine;
import dev.jmachine.testkit.MemoryMachines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Machines in memory as the command line opens them, with the one driver {@code fake}. */
public final class FakeMachines extends MemoryMachines implements Opener {
    private static final DriverDescription DRIVER = new DriverDescription("fake", "Machines in memory", List.of(
            DriverOption.text("fake-size", "FAKE_SIZE", "small", "Size"),
            DriverOption.number("fake-memory", "FAKE_MEMORY", 1024, "Memory"),
            DriverOption.list("fake-disk", "FAKE_DISK", "Disks"),
            DriverOption.flag("fake-fast", "", "Fast")), Set.of(Capability.POWER));

    public final List<OwnedObject> orphans = new ArrayList<>();
    public MachineImages images;
    public Instant certificateExpiry;
    public final FakeSwarms swarms = new FakeSwarms();
    public final Path folder;
    private MachinesBuilder settings;

    public FakeMachines(Path folder) {
        super(folder, DRIVER);
        this.folder = folder;
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

    @Override
    protected MachineListener listener() {
        return settings.listener();
    }

    /** Put a machine in, and return it. */
    public MemoryMachine add(String name) {
        return add(MachineSpec.builder(name, "fake").build());
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return Optional.ofNullable(certificateExpiry);
    }

    @Override
    public MachineImages images(String driver) {
        return images;
    }

    @Override
    public List<OwnedObject> findOrphans(String driver, Map<String, List<String>> options) {
        log("orphans of " + driver + " " + options);
        new MachineEvent.Notice(driver, Instant.EPOCH, "The provider is slow.").deliverTo(listener());
        return orphans;
    }
}
