package dev.jmachine.driver.vmware;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;
import java.util.Locale;

/**
 * The driver's options, which bear different names under the driver's two names.
 *
 * @param driver the driver's name, with which the options begin
 * @param variables what their environment variables begin with
 */
record VmwareOptions(String driver, String variables) {
    /** By the name of docker-machine's separate driver for Workstation and Fusion. */
    static final VmwareOptions VMWARE = new VmwareOptions("vmware", "VMWARE");
    /** By the names of docker-machine's own driver for Fusion. */
    static final VmwareOptions FUSION = new VmwareOptions("vmwarefusion", "FUSION");

    static final String IMAGE = "image";
    static final String CPUS = "cpu-count";
    static final String MEMORY = "memory-size";
    static final String DISK_SIZE = "disk-size";
    static final String NETWORK_TYPE = "network-type";
    static final String SSH_USER = "ssh-user";
    static final String SSH_PORT = "ssh-port";
    static final String BOOT_TIMEOUT = "boot-timeout";
    static final String VMRUN = "vmrun";
    static final String BOOT2DOCKER_URL = "boot2docker-url";
    static final String CONFIG_DRIVE_URL = "configdrive-url";
    private static final String SSH_PASSWORD = "ssh-password";
    private static final String NO_SHARE = "no-share";

    /** Return the full name of an option. */
    String name(String option) {
        return driver + "-" + option;
    }

    List<DriverOption> all() {
        return List.of(
                text(IMAGE, "", "Disk to copy, a VMDK file with a system that has cloud-init and open-vm-tools"),
                number(CPUS, 1, "Number of processors"),
                number(MEMORY, 1024, "Memory in MB, a multiple of 4"),
                number(DISK_SIZE, 20_000, "Size of the disk in MB; a larger one stays as it is"),
                text(NETWORK_TYPE, "nat", "Network of the card: nat, bridged or hostonly"),
                text(SSH_USER, "docker", "User to make in the guest and log in as"),
                number(SSH_PORT, 22, "Port of the guest's SSH server"),
                number(BOOT_TIMEOUT, 600, "Seconds within which the guest must tell its address"),
                text(VMRUN, "", "The program vmrun, if not the first one that is found"),
                text(BOOT2DOCKER_URL, "", "Not supported: boot2docker has ended; give an image"),
                text(CONFIG_DRIVE_URL, "", "Not supported: cloud-init is given what it needs"),
                DriverOption.text(name(SSH_PASSWORD), variable(SSH_PASSWORD), "", "Ignored: keys are used"),
                DriverOption.flag(name(NO_SHARE), variable(NO_SHARE), "Ignored: the home folder is not shared"));
    }

    private DriverOption text(String option, String otherwise, String help) {
        return DriverOption.text(name(option), variable(option), otherwise, help);
    }

    private DriverOption number(String option, int otherwise, String help) {
        return DriverOption.number(name(option), variable(option), otherwise, help);
    }

    private String variable(String option) {
        return variables + "_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + name(option), problem);
    }
}
