package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.objects.Machine;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.util.Optional;

/** Looks whether a machine can be made, before anything is. */
final class CreationCheck {
    private static final int LONGEST_HOST_NAME = 63;

    private final DriverContext context;
    private final DriverOptions options;
    private final ServiceSettings service;

    CreationCheck(DriverContext context) {
        this.context = context;
        this.options = context.options();
        this.service = ServiceSettings.of(options);
    }

    /**
     * Look.
     *
     * @throws MachineException with what is in the way
     */
    void run() {
        requireHostName();
        Settings.of(options);
        NetworkSettings.of(options);
        Share.of(options, service.local());
        requireKernelModule();
        new BaseImages(context, service.local()).check();
        try (Connection connection = Connection.open(context, service)) {
            requireProcessor(connection.virtualBox());
            requireName(connection.virtualBox());
        }
    }

    /** A machine's name may be longer than what Linux takes for a host's. */
    private void requireHostName() {
        if (context.machineName().length() > LONGEST_HOST_NAME) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading the machine name \"" + context.machineName() + "\"",
                    "The guest cannot bear it: a host name has " + LONGEST_HOST_NAME + " letters at most.");
        }
    }

    private void requireKernelModule() {
        if (service.local()) {
            VirtualBoxInstallation.find(service.programs());
            String obstacle = VirtualBoxInstallation.obstacle();
            if (!obstacle.isEmpty()) {
                throw new MachineException(ErrorCode.DRIVER_NOT_READY, "Looking at VirtualBox",
                        obstacle + "\nFix: " + VirtualBoxInstallation.obstacleFix());
            }
        }
    }

    private void requireProcessor(VirtualBox virtualBox) {
        String problem = virtualBox.processorProblem();
        if (!problem.isEmpty()) {
            throw new MachineException(ErrorCode.UNSUPPORTED, "Looking at VirtualBox's host", problem);
        }
        if (!options.flag(VirtualBoxOptions.NO_VIRTUALIZATION_CHECK) && !virtualBox.host().virtualizes()) {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Looking at VirtualBox's host",
                    "Its processor's virtualization (VT-x, AMD-V) is missing or switched off in the firmware. --"
                            + VirtualBoxOptions.NO_VIRTUALIZATION_CHECK + " passes over this.");
        }
    }

    private void requireName(VirtualBox virtualBox) {
        Optional<Machine> namesake = virtualBox.findMachine(context.machineName());
        if (namesake.isPresent() && !namesake.get().id().equals(context.machineId())) {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED,
                    "Looking for a machine \"" + context.machineName() + "\" in VirtualBox",
                    "There is one already, with the id " + namesake.get().id() + ", which is not of this store.");
        }
    }
}
