package dev.jmachine.driver.virtualbox;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.nio.file.Path;

/**
 * What the state tells of a machine's identity in VirtualBox.
 *
 * @param context whose machine it is
 */
record MachineRecord(DriverContext context) {

    /** Return whether the machine is ours: it has our id as its UUID. */
    boolean isOwn() {
        return !state().text("VirtualBoxId").isEmpty();
    }

    /** Return whether docker-machine made it, or began to, which knows machines by their names. */
    boolean isDockerMachines() {
        return !isOwn() && !state().text(NetworkSettings.CIDR).isEmpty();
    }

    /** Return whether nothing is known to have been made. */
    boolean isEmpty() {
        return !isOwn() && !isDockerMachines();
    }

    /** Return the UUID or the name by which VirtualBox finds it. */
    String identity() {
        return isDockerMachines() ? state().text("MachineName") : context.machineId();
    }

    /** Return the private key to log in with; docker-machine puts one into the machine's folder. */
    Path identityFile() {
        return isDockerMachines() ? context.folder().resolve("id_rsa") : context.clientKeyFile();
    }

    private DriverState state() {
        return context.state();
    }
}
