package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.FailureKind;

/** Says more of why a machine does not start than VirtualBox does. */
final class LaunchFailure {
    private LaunchFailure() {
    }

    /** Return what is to be thrown. Without its kernel module VirtualBox says no more than that a process has ended. */
    static MachineException of(VirtualBoxFault fault, boolean local) {
        String obstacle = local ? VirtualBoxInstallation.obstacle() : remoteObstacle(fault);
        if (obstacle.isEmpty() || fault.kind() == FailureKind.TRANSIENT) {
            return fault;
        }
        return new MachineException(ErrorCode.DRIVER_NOT_READY, "Starting the machine",
                obstacle + " VirtualBox says: " + fault.problem() + "\nFix: " + VirtualBoxInstallation.obstacleFix(),
                fault);
    }

    private static String remoteObstacle(VirtualBoxFault fault) {
        return fault.problem().contains("terminated unexpectedly during startup")
                ? "VirtualBox's computer may lack its kernel module: there is no /dev/vboxdrv then." : "";
    }
}
