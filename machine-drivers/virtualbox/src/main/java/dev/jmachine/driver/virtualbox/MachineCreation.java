package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.hypervisor.SlotTable;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a machine in VirtualBox from the options.
 *
 * <p>It has our id as its UUID, by which it is found wherever creation was cut short. It is listed only when all of its
 * hardware is set, and its disks are attached only when they are whole.
 */
final class MachineCreation {
    /** The value by which a machine is known as ours. */
    static final String ID_KEY = "jmachine-id";
    /** The value by which the machines of a store are known. */
    static final String STORE_KEY = "jmachine-store";
    private static final int DISK_PORTS = 2;

    private final DriverContext context;
    private final DriverOptions options;
    private final ServiceSettings service;
    private final StoreNetwork store;

    MachineCreation(DriverContext context, ServiceSettings service) {
        this.context = context;
        this.options = context.options();
        this.service = service;
        this.store = StoreNetwork.of(context.sharedFolder());
    }

    /** Record all that will be made, in one step. */
    void reserve() {
        Settings settings = Settings.of(options);
        NetworkSettings networks = NetworkSettings.of(options);
        int slot = new SlotTable(context.sharedFolder()).claim(context.machineId());
        DriverState state = context.state();
        Map<String, Object> values = settings.toState();
        values.putAll(service.toState());
        values.putAll(networks.toState());
        values.put("MachineName", context.machineName());
        values.put("VirtualBoxId", context.machineId());
        if (state.number("Slot", 0) != slot) {
            values.putAll(network(slot, networks).toState(networks.hostOnly()));
        }
        state.save(values);
    }

    private GuestNetwork network(int slot, NetworkSettings networks) {
        int port = store.ownPort(slot);
        String peerAddress = networks.hostOnly() ? HostOnlyNetwork.parse(networks.hostOnlyCidr()).address(slot)
                : StoreNetwork.address(slot);
        GuestNetwork network = new GuestNetwork(slot, service.hostAddress(), port, port + 1, peerAddress);
        return service.portsAreHere() ? network.withFreePorts() : network;
    }

    /** Return the machine with its disks, made now as far as it is not there. */
    Machine make(VirtualBox virtualBox) {
        Machine machine = virtualBox.findMachine(context.machineId()).orElseGet(() -> define(virtualBox));
        new MachineDisks(context, virtualBox, service.local()).attachTo(machine);
        return machine;
    }

    private Machine define(VirtualBox virtualBox) {
        context.progress("Making the machine in VirtualBox " + virtualBox.version());
        Settings settings = Settings.of(options);
        SettingsFile file = new SettingsFile(context, service.local());
        Machine machine = virtualBox.createMachine(file.path(virtualBox), context.machineName(), file.flags());
        machine.setHardware(settings.memory(), settings.processors());
        machine.setExtraData(ID_KEY, context.machineId());
        machine.setExtraData(STORE_KEY, store.mark());
        machine.addDiskController(DISK_PORTS);
        Share.of(options, service.local()).forEach(share -> machine.share(share.name(), share.folder()));
        if (service.local()) {
            machine.logSerialPort(serialLog(context.folder()));
        }
        connect(machine, virtualBox);
        virtualBox.register(machine);
        return machine;
    }

    private void connect(Machine machine, VirtualBox virtualBox) {
        NetworkSettings networks = NetworkSettings.of(options);
        GuestNetwork network = GuestNetwork.of(context.state());
        networks.setOutward(machine.card(0), store.hardwareAddress(network.slot(), 0));
        network.forward(machine.card(0));
        networks.setShared(machine.card(1), store.hardwareAddress(network.slot(), 1),
                new MachineNetworks(context).ensure(virtualBox));
    }

    /** Return the file that the guest's console goes to, on this computer. */
    static Path serialLog(Path folder) {
        return folder.toAbsolutePath().resolve("serial.log");
    }
}
