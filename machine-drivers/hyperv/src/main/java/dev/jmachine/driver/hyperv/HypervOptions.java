package dev.jmachine.driver.hyperv;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;

/** The driver's options: docker-machine's, and after them ours. */
final class HypervOptions {
    static final String BOOT2DOCKER_URL = "hyperv-boot2docker-url";
    static final String VIRTUAL_SWITCH = "hyperv-virtual-switch";
    static final String DISK_SIZE = "hyperv-disk-size";
    static final String MEMORY = "hyperv-memory";
    static final String CPUS = "hyperv-cpu-count";
    static final String HARDWARE_ADDRESS = "hyperv-static-macaddress";
    static final String VLAN = "hyperv-vlan-id";
    static final String STATIC_MEMORY = "hyperv-disable-dynamic-memory";
    static final String IMAGE = "hyperv-image";
    static final String SECURE_BOOT = "hyperv-secure-boot";
    static final String SSH_USER = "hyperv-ssh-user";
    static final String SSH_PORT = "hyperv-ssh-port";
    static final String BOOT_TIMEOUT = "hyperv-boot-timeout";
    static final String POWERSHELL = "hyperv-powershell";

    private HypervOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(IMAGE, "HYPERV_IMAGE", "",
                        "Disk to stand on, a VHDX file with a system that has cloud-init and boots by UEFI"),
                DriverOption.text(VIRTUAL_SWITCH, "HYPERV_VIRTUAL_SWITCH", "",
                        "Virtual switch; by default the Default Switch, else the first external one"),
                DriverOption.number(DISK_SIZE, "HYPERV_DISK_SIZE", 20_000,
                        "Size of the disk in MB; a larger one stays as it is"),
                DriverOption.number(MEMORY, "HYPERV_MEMORY", 1024, "Memory in MB, an even number"),
                DriverOption.number(CPUS, "HYPERV_CPU_COUNT", 1, "Number of processors"),
                DriverOption.text(HARDWARE_ADDRESS, "HYPERV_STATIC_MACADDRESS", "",
                        "Hardware address of the card; by default Hyper-V chooses one"),
                DriverOption.number(VLAN, "HYPERV_VLAN_ID", 0, "VLAN of the card, 0 for none"),
                DriverOption.flag(STATIC_MEMORY, "HYPERV_DISABLE_DYNAMIC_MEMORY",
                        "Give the guest its memory whether it needs it or not"),
                DriverOption.text(SECURE_BOOT, "HYPERV_SECURE_BOOT", "on", "Secure boot: on or off"),
                DriverOption.text(SSH_USER, "HYPERV_SSH_USER", "docker", "User to make in the guest and log in as"),
                DriverOption.number(SSH_PORT, "HYPERV_SSH_PORT", 22, "Port of the guest's SSH server"),
                DriverOption.number(BOOT_TIMEOUT, "HYPERV_BOOT_TIMEOUT", 600,
                        "Seconds within which the guest's address must be known"),
                DriverOption.text(POWERSHELL, "HYPERV_POWERSHELL", "", "PowerShell's program, if not that of Windows"),
                DriverOption.text(BOOT2DOCKER_URL, "HYPERV_BOOT2DOCKER_URL", "",
                        "Not supported: boot2docker has ended; give an image"));
    }

    static MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem);
    }
}
