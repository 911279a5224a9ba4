package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.List;

/** The driver's options: docker-machine's, rancher-machine's for what that added, and some of ours. */
final class VsphereOptions {
    static final String CPUS = "vmwarevsphere-cpu-count";
    static final String MEMORY = "vmwarevsphere-memory-size";
    static final String DISK_SIZE = "vmwarevsphere-disk-size";
    static final String BOOT2DOCKER_URL = "vmwarevsphere-boot2docker-url";
    static final String VCENTER = "vmwarevsphere-vcenter";
    static final String VCENTER_PORT = "vmwarevsphere-vcenter-port";
    static final String USERNAME = "vmwarevsphere-username";
    static final String PASSWORD = "vmwarevsphere-password";
    static final String THUMBPRINT = "vmwarevsphere-thumbprint";
    static final String SKIP_VERIFICATION = "vmwarevsphere-skip-certificate-verification";
    static final String CREATION_TYPE = "vmwarevsphere-creation-type";
    static final String CLONE_FROM = "vmwarevsphere-clone-from";
    static final String NETWORK = "vmwarevsphere-network";
    static final String DATASTORE = "vmwarevsphere-datastore";
    static final String DATACENTER = "vmwarevsphere-datacenter";
    static final String FOLDER = "vmwarevsphere-folder";
    static final String POOL = "vmwarevsphere-pool";
    static final String HOST_SYSTEM = "vmwarevsphere-hostsystem";
    static final String CONFIGURATION = "vmwarevsphere-cfgparam";
    static final String CLOUD_INIT = "vmwarevsphere-cloudinit";
    static final String SSH_USER = "vmwarevsphere-ssh-user";
    static final String SSH_PORT = "vmwarevsphere-ssh-port";
    static final String BOOT_TIMEOUT = "vmwarevsphere-boot-timeout";

    private VsphereOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.text(VCENTER, "VSPHERE_VCENTER", "", "Name or address of the vCenter server"),
                DriverOption.number(VCENTER_PORT, "VSPHERE_VCENTER_PORT", 443, "Port of the vCenter server"),
                DriverOption.text(USERNAME, "VSPHERE_USERNAME", "", "User to log in as at vCenter"),
                DriverOption.secret(PASSWORD, "VSPHERE_PASSWORD", "Password of the user"),
                DriverOption.text(THUMBPRINT, "VSPHERE_THUMBPRINT", "",
                        "SHA-256 or SHA-1 of vCenter's certificate, where no authority known here has signed it"),
                DriverOption.flag(SKIP_VERIFICATION, "VSPHERE_SKIP_CERTIFICATE_VERIFICATION",
                        "Take any certificate for vCenter's: whoever answers gets the password"),
                DriverOption.text(CLONE_FROM, "VSPHERE_CLONE_FROM", "",
                        "Template or virtual machine to clone: its name, or its path in the data centre or inventory"),
                DriverOption.text(CREATION_TYPE, "VSPHERE_CREATION_TYPE", "template",
                        "What is cloned: template or vm"),
                DriverOption.text(DATACENTER, "VSPHERE_DATACENTER", "", "Data centre, if there are several"),
                DriverOption.text(FOLDER, "VSPHERE_FOLDER", "",
                        "Folder of the data centre for the machine; it must exist"),
                DriverOption.text(POOL, "VSPHERE_POOL", "",
                        "Resource pool; by default that of the host, or of the only cluster"),
                DriverOption.text(HOST_SYSTEM, "VSPHERE_HOSTSYSTEM", "",
                        "Host to run on; not needed with a cluster that places machines itself"),
                DriverOption.text(DATASTORE, "VSPHERE_DATASTORE", "",
                        "Datastore for the disks; by default that of what is cloned"),
                DriverOption.list(NETWORK, "VSPHERE_NETWORK",
                        "Network or port group, one for each card; by default those of what is cloned"),
                DriverOption.number(CPUS, "VSPHERE_CPU_COUNT", 2, "Number of processors"),
                DriverOption.number(MEMORY, "VSPHERE_MEMORY_SIZE", 2048, "Memory in MB"),
                DriverOption.number(DISK_SIZE, "VSPHERE_DISK_SIZE", 20_480,
                        "Size of the first disk in MB; a larger one stays as it is"),
                DriverOption.list(CONFIGURATION, "VSPHERE_CFGPARAM",
                        "A setting of the virtual machine, such as guestinfo.x=y; may be repeated"),
                DriverOption.text(CLOUD_INIT, "VSPHERE_CLOUDINIT", "",
                        "File or URL of user data for cloud-init, beside the machine's own"),
                DriverOption.text(SSH_USER, "VSPHERE_SSH_USER", "docker", "User to make in the guest and log in as"),
                DriverOption.number(SSH_PORT, "VSPHERE_SSH_PORT", 22, "Port of the guest's SSH server"),
                DriverOption.number(BOOT_TIMEOUT, "VSPHERE_BOOT_TIMEOUT", 600,
                        "Seconds within which the guest must tell its address"),
                DriverOption.text(BOOT2DOCKER_URL, "VSPHERE_BOOT2DOCKER_URL", "",
                        "Not supported: boot2docker has ended; clone a template"));
    }

    static MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem);
    }
}
