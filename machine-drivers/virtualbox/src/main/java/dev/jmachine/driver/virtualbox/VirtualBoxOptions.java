package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.DriverOption;
import java.util.List;

/** The driver's options: docker-machine's, and what has come since. */
final class VirtualBoxOptions {
    static final String MEMORY = "virtualbox-memory";
    static final String CPUS = "virtualbox-cpu-count";
    static final String DISK_SIZE = "virtualbox-disk-size";
    static final String IMAGE = "virtualbox-image";
    static final String IMAGE_CHECKSUM = "virtualbox-image-checksum";
    static final String SSH_USER = "virtualbox-ssh-user";
    static final String NETWORK = "virtualbox-network";
    static final String UI_TYPE = "virtualbox-ui-type";
    static final String SHARE_FOLDER = "virtualbox-share-folder";
    static final String NO_SHARE = "virtualbox-no-share";
    static final String NAT_CARD = "virtualbox-nat-nictype";
    static final String HOST_RESOLVER = "virtualbox-host-dns-resolver";
    static final String NO_DNS_PROXY = "virtualbox-no-dns-proxy";
    static final String HOST_ONLY_CIDR = "virtualbox-hostonly-cidr";
    static final String SHARED_CARD = "virtualbox-hostonly-nictype";
    static final String PROMISCUOUS = "virtualbox-hostonly-nicpromisc";
    static final String NO_DHCP = "virtualbox-hostonly-no-dhcp";
    static final String NO_VIRTUALIZATION_CHECK = "virtualbox-no-vtx-check";
    static final String BOOT2DOCKER_URL = "virtualbox-boot2docker-url";
    static final String IMPORT = "virtualbox-import-boot2docker-vm";
    static final String URL = "virtualbox-url";
    static final String USER = "virtualbox-user";
    static final String PASSWORD = "virtualbox-password";
    static final String PROGRAMS = "virtualbox-program-folder";
    private VirtualBoxOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.number(MEMORY, "VIRTUALBOX_MEMORY_SIZE", 1024, "Memory in MB"),
                DriverOption.number(CPUS, "VIRTUALBOX_CPU_COUNT", 1, "Number of processors"),
                DriverOption.number(DISK_SIZE, "VIRTUALBOX_DISK_SIZE", 20_000,
                        "Size of the disk in MB; what the guest has not written takes no room"),
                DriverOption.text(IMAGE, "VIRTUALBOX_IMAGE", BaseImages.DEFAULT_NAME,
                        "Image to start from: a name of \"image ls\", or path or URL of a cloud image"),
                DriverOption.text(IMAGE_CHECKSUM, "VIRTUALBOX_IMAGE_CHECKSUM", "",
                        "Checksum that an image given by path or URL must have: sha256:HEX or sha512:HEX"),
                DriverOption.text(SSH_USER, "VIRTUALBOX_SSH_USER", "docker", "User to make in the guest and log in as"),
                DriverOption.text(UI_TYPE, "VIRTUALBOX_UI_TYPE", "headless",
                        "How the machine is shown: headless, gui, sdl or separate"),
                DriverOption.text(SHARE_FOLDER, "VIRTUALBOX_SHARE_FOLDER", "",
                        "Folder to share instead of the one with the users' homes, FOLDER:NAME"),
                DriverOption.flag(NO_SHARE, "VIRTUALBOX_NO_SHARE", "Share no folder with the guest"),
                DriverOption.text(NAT_CARD, "VIRTUALBOX_NAT_NICTYPE", "virtio",
                        "Network card outward: Am79C970A, Am79C973, 82540EM, 82543GC, 82545EM or virtio"),
                DriverOption.flag(HOST_RESOLVER, "VIRTUALBOX_HOST_DNS_RESOLVER",
                        "Answer the guest's name queries with the host's resolver"),
                DriverOption.flag(NO_DNS_PROXY, "VIRTUALBOX_NO_DNS_PROXY",
                        "Tell the guest the host's name servers instead of passing its queries on"),
                DriverOption.text(NETWORK, "VIRTUALBOX_NETWORK", "nat-network",
                        "Network between the machines: nat-network, or hostonly as docker-machine has it"),
                DriverOption.text(HOST_ONLY_CIDR, "VIRTUALBOX_HOSTONLY_CIDR", "192.168.99.1/24",
                        "The host's address in the network hostonly, with the length of its prefix"),
                DriverOption.text(SHARED_CARD, "VIRTUALBOX_HOSTONLY_NIC_TYPE", "virtio",
                        "Network card towards the other machines, as for --" + NAT_CARD),
                DriverOption.text(PROMISCUOUS, "VIRTUALBOX_HOSTONLY_NIC_PROMISC", "deny",
                        "What that card may overhear in the network hostonly: deny, allow-vms or allow-all"),
                DriverOption.flag(NO_DHCP, "VIRTUALBOX_HOSTONLY_NO_DHCP",
                        "Accepted for docker-machine's sake: addresses are fixed, there is no DHCP server"),
                DriverOption.flag(NO_VIRTUALIZATION_CHECK, "VIRTUALBOX_NO_VTX_CHECK",
                        "Do not look whether the processor's virtualization is switched on"),
                DriverOption.text(BOOT2DOCKER_URL, "VIRTUALBOX_BOOT2DOCKER_URL", "",
                        "Refused: boot2docker has ended; see --" + IMAGE),
                DriverOption.text(IMPORT, "VIRTUALBOX_BOOT2DOCKER_IMPORT_VM", "",
                        "Refused: boot2docker has ended; see --" + IMAGE),
                DriverOption.text(URL, "VIRTUALBOX_URL", "",
                        "Web service of VirtualBox to use, such as http://host:18083; without it one is started here"),
                DriverOption.text(USER, "VIRTUALBOX_USER", "", "User of the web service of --" + URL),
                DriverOption.secret(PASSWORD, "VIRTUALBOX_PASSWORD", "Password of the web service of --" + URL),
                DriverOption.text(PROGRAMS, "VIRTUALBOX_PROGRAM_FOLDER", "",
                        "Folder with vboxwebsrv and VBoxManage, if they are not on the PATH"));
    }
}
