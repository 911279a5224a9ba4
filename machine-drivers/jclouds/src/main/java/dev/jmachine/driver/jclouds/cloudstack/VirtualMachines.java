package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.MachineState;
import dev.jmachine.driver.jclouds.CloudServer;
import dev.jmachine.driver.jclouds.OwnedName;
import java.util.Optional;
import org.jclouds.cloudstack.domain.NIC;
import org.jclouds.cloudstack.domain.VirtualMachine;

/** Reads CloudStack's virtual machines. */
final class VirtualMachines {
    private VirtualMachines() {
    }

    /** Return whether it is there: CloudStack shows what was destroyed until it is expunged. */
    static boolean isThere(VirtualMachine machine) {
        return machine.getState() != VirtualMachine.State.DESTROYED
                && machine.getState() != VirtualMachine.State.EXPUNGING;
    }

    /** Return a virtual machine in our terms. */
    static CloudServer read(VirtualMachine machine) {
        String address = address(machine);
        return new CloudServer(
                machine.getId(), state(machine.getState()), isBusy(machine.getState()), address, address);
    }

    private static String address(VirtualMachine machine) {
        return machine.getNICs().stream().filter(NIC::isDefault).map(NIC::getIPAddress).findFirst()
                .or(() -> Optional.ofNullable(machine.getIPAddress())).orElse("");
    }

    private static boolean isBusy(VirtualMachine.State state) {
        return state == VirtualMachine.State.STARTING || state == VirtualMachine.State.STOPPING
                || state == VirtualMachine.State.MIGRATING;
    }

    private static MachineState state(VirtualMachine.State state) {
        return switch (state) {
            case RUNNING, MIGRATING -> MachineState.RUNNING;
            case STARTING -> MachineState.STARTING;
            case STOPPING -> MachineState.STOPPING;
            case STOPPED, SHUTDOWNED -> MachineState.STOPPED;
            case ERROR -> MachineState.ERROR;
            default -> MachineState.TIMEOUT;
        };
    }

    /** Return for which machine it was made: by its tag, or until it has that by the name that users are shown. */
    static Optional<OwnedName> owner(VirtualMachine machine) {
        Optional<OwnedName> named = OwnedName.parse(String.valueOf(machine.getDisplayName()));
        return named.or(() -> Tags.owner(machine.getTags()).map(id -> new OwnedName(machine.getName(), id)));
    }
}
