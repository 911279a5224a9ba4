package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.MachineLock;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.hypervisor.SlotTable;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Files;
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
        disks.release();
        new MachineNetworks(context).removeIfUnused(virtualBox);
    }

    private static void delete(VirtualBox virtualBox, Machine machine) {
        new MachinePower(virtualBox, machine).switchOff();
        if (machine.accessible()) {
            saveSettings(virtualBox, machine);
        }
        machine.delete();
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
