package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.driver.virtualbox.objects.Medium;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.hypervisor.SlotTable;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes away all that was made for a machine; what is recorded last, goes last. */
final class MachineRemoval {
    private final DriverContext context;
    private final MachineRecord record;
    private final ServiceSettings service;

    MachineRemoval(DriverContext context) {
        this.context = context;
        this.record = new MachineRecord(context);
        this.service = ServiceSettings.of(context.state());
    }

    void run() {
        if (mayBeThere()) {
            try (Connection connection = Connection.open(context, service)) {
                removeFrom(connection.virtualBox());
            }
        }
        deleteLog();
        new SlotTable(context.sharedFolder()).release(context.machineId());
    }

    /** Where VirtualBox is not installed, nothing was made in it that is not recorded. */
    private boolean mayBeThere() {
        return !record.isEmpty() || VirtualBoxInstallation.search("").isPresent();
    }

    private void removeFrom(VirtualBox virtualBox) {
        Optional<Machine> machine = virtualBox.findMachine(record.identity()).or(() -> forgotten(virtualBox));
        MachineDisks disks = new MachineDisks(context, virtualBox, service.local());
        // First, because VirtualBox deletes the machine's folder with the machine if nothing is in it.
        disks.deleteUnattached();
        machine.ifPresent(found -> delete(virtualBox, found));
        disks.deleteUnattached();
        forgetDiscs(virtualBox);
        disks.release();
        new MachineNetworks(context).removeIfUnused(virtualBox);
    }

    private void delete(VirtualBox virtualBox, Machine machine) {
        requireOurs(machine);
        MachinePower power = new MachinePower(virtualBox, machine);
        power.switchOff();
        if (machine.accessible()) {
            power.awaitUnlocked();
            saveSettings(virtualBox, machine);
        }
        machine.delete();
    }

    /** docker-machine's machines are known by their names alone, which others may bear. */
    private void requireOurs(Machine machine) {
        if (record.isDockerMachines() && !inFolder(machine.settingsFile())) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Removing VirtualBox's machine " + machine.name(),
                    "It is not this one: its settings are " + machine.settingsFile() + ", outside of "
                            + context.folder() + ".");
        }
    }

    /** VirtualBox would go on knowing the disc that docker-machine's machines start from, whose file is about to go. */
    private void forgetDiscs(VirtualBox virtualBox) {
        if (record.isDockerMachines()) {
            VirtualBox.those(virtualBox.discs(), disc -> inFolder(disc.location()) && disc.machineIds().isEmpty())
                    .forEach(Medium::close);
        }
    }

    private boolean inFolder(String location) {
        return Path.of(location).startsWith(context.folder().toAbsolutePath());
    }

    /** An attempt may have attached a disk and not saved that: VirtualBox deletes what is in the saved settings. */
    private static void saveSettings(VirtualBox virtualBox, Machine machine) {
        try (MachineLock lock = virtualBox.lock(machine)) {
            lock.machine().saveSettings();
        }
    }

    /**
     * A removal may have been cut short when VirtualBox had forgotten the machine and not deleted its files yet: then it
     * gets to know it again, for it deletes disks only with a machine that it has detached them from.
     */
    private Optional<Machine> forgotten(VirtualBox virtualBox) {
        Optional<Machine> machine = virtualBox.openMachine(new SettingsFile(context, service.local()).path(virtualBox));
        machine.ifPresent(virtualBox::register);
        return machine;
    }

    private void deleteLog() {
        try {
            Files.deleteIfExists(MachineCreation.serialLog(context.folder()));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting the machine's log", e.toString(), e);
        }
    }
}
