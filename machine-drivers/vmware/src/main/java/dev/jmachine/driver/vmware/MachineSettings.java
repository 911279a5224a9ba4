package dev.jmachine.driver.vmware;

import dev.jmachine.spi.DriverOptions;
import java.util.Set;

/**
 * What a machine is made of.
 *
 * @param cpus number of processors
 * @param memory memory in MB
 * @param diskSize size of the disk in MB, unless the image's is larger
 * @param networkType VMware's name for the network of the card
 */
record MachineSettings(int cpus, int memory, int diskSize, String networkType) {
    private static final Set<String> NETWORK_TYPES = Set.of("nat", "bridged", "hostonly");

    /** Read and check the options. */
    static MachineSettings of(DriverOptions values, VmwareOptions options) {
        for (String gone : new String[] {VmwareOptions.BOOT2DOCKER_URL, VmwareOptions.CONFIG_DRIVE_URL}) {
            require(values.text(options.name(gone)).isEmpty(), options, gone,
                    "It is not supported; give an image by --" + options.name(VmwareOptions.IMAGE) + ".");
        }
        require(values.text(options.name(VmwareOptions.SSH_USER)).matches("[a-z_][a-z0-9_-]{0,31}"), options,
                VmwareOptions.SSH_USER, "It is not the name of a user.");
        between(values, options, VmwareOptions.SSH_PORT, 1, 65_535);
        between(values, options, VmwareOptions.BOOT_TIMEOUT, 1, 86_400);
        int memory = between(values, options, VmwareOptions.MEMORY, 64, 131_072);
        require(memory % 4 == 0, options, VmwareOptions.MEMORY, "VMware takes multiples of 4 only.");
        String networkType = values.text(options.name(VmwareOptions.NETWORK_TYPE));
        require(NETWORK_TYPES.contains(networkType), options, VmwareOptions.NETWORK_TYPE,
                "It is nat, bridged or hostonly.");
        return new MachineSettings(between(values, options, VmwareOptions.CPUS, 1, 64), memory,
                between(values, options, VmwareOptions.DISK_SIZE, 1, 8_000_000), networkType);
    }

    private static int between(DriverOptions values, VmwareOptions options, String option, int least, int most) {
        int value = values.number(options.name(option));
        require(value >= least && value <= most, options, option,
                value + " is not between " + least + " and " + most + ".");
        return value;
    }

    private static void require(boolean holds, VmwareOptions options, String option, String otherwise) {
        if (!holds) {
            throw options.invalid(option, otherwise);
        }
    }
}
