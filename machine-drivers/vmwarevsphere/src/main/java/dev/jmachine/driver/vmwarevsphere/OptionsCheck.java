package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.util.Set;

/** Checks the options as far as that needs no vCenter. */
final class OptionsCheck {
    private static final Set<String> CREATION_TYPES = Set.of("template", "vm");
    /** The host name is the shorter limit: vSphere's own is 80. */
    private static final int LONGEST_NAME = 63;

    private OptionsCheck() {
    }

    /** Check them, with {@link dev.jmachine.api.ErrorCode#INVALID_ARGUMENT} for the first that will not do. */
    static void run(DriverContext context) {
        requireHostName(context.machineName());
        DriverOptions options = context.options();
        require(options.text(VsphereOptions.BOOT2DOCKER_URL).isEmpty(), VsphereOptions.BOOT2DOCKER_URL,
                "boot2docker has ended; give a template by --" + VsphereOptions.CLONE_FROM + ".");
        require(CREATION_TYPES.contains(options.text(VsphereOptions.CREATION_TYPE)), VsphereOptions.CREATION_TYPE,
                "It is template or vm; content libraries and the ISO of old are not supported.");
        require(!options.text(VsphereOptions.CLONE_FROM).isEmpty(), VsphereOptions.CLONE_FROM,
                "It must name a template with cloud-init and VMware Tools.");
        require(options.text(VsphereOptions.SSH_USER).matches("[a-z_][a-z0-9_-]{0,31}"), VsphereOptions.SSH_USER,
                "It is not the name of a user.");
        requireBetween(1, 65535, options, VsphereOptions.SSH_PORT);
        requireBetween(1, 65535, options, VsphereOptions.VCENTER_PORT);
        requireBetween(1, 768, options, VsphereOptions.CPUS);
        requireBetween(4, 25_165_824, options, VsphereOptions.MEMORY);
        require(options.number(VsphereOptions.MEMORY) % 4 == 0, VsphereOptions.MEMORY,
                "vSphere takes multiples of 4 only.");
        requireBetween(1, 65_011_712, options, VsphereOptions.DISK_SIZE);
        requireBetween(1, 86_400, options, VsphereOptions.BOOT_TIMEOUT);
        new GuestInfo(context).check();
    }

    private static void requireHostName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the machine name \"" + name + "\"",
                    "The guest cannot bear it: a host name has " + LONGEST_NAME + " letters at most.");
        }
    }

    private static void requireBetween(int least, int most, DriverOptions options, String name) {
        int value = options.number(name);
        require(value >= least && value <= most, name,
                value + " is not between " + least + " and " + most + ".");
    }

    private static void require(boolean holds, String option, String otherwise) {
        if (!holds) {
            throw VsphereOptions.invalid(option, otherwise);
        }
    }
}
