package dev.jmachine.driver.virtualbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine as docker-machine 0.16.2 has left it: its record, and what it has made in VirtualBox with the command line.
 * The host-only interface that it is attached to is not there, for that takes the kernel module.
 */
record DockerMachinesMachine(RealVirtualBox virtualBox, Path store, String name) {
    static final int SSH_PORT = 40_022;

    /** Make both; the store's folder {@code machines} is one that VirtualBox sees. */
    static DockerMachinesMachine make(RealVirtualBox virtualBox, Path store, String name) {
        DockerMachinesMachine made = new DockerMachinesMachine(virtualBox, store, name);
        made.writeRecord("");
        made.makeVirtualMachine(made.folder().toString());
        return made;
    }

    private Path folder() {
        return store.resolve("machines").resolve(name);
    }

    /**
     * Write the record.
     *
     * @param serviceUrl address of the web service to use; docker-machine has no such thing
     */
    void writeRecord(String serviceUrl) {
        String record = """
                {
                    "ConfigVersion": 3,
                    "Driver": {
                        "IPAddress": "",
                        "MachineName": "%2$s",
                        "SSHUser": "docker",
                        "SSHPort": %3$d,
                        "SSHKeyPath": "%1$s/machines/%2$s/id_rsa",
                        "StorePath": "%1$s",
                        "SwarmMaster": false,
                        "SwarmHost": "tcp://0.0.0.0:3376",
                        "SwarmDiscovery": "",
                        "VBoxManager": {},
                        "HostInterfaces": {},
                        "CPU": 1,
                        "Memory": 1024,
                        "DiskSize": 64,
                        "NatNicType": "82540EM",
                        "Boot2DockerURL": "",
                        "Boot2DockerImportVM": "",
                        "HostDNSResolver": false,
                        "HostOnlyCIDR": "192.168.99.1/24",
                        "HostOnlyNicType": "82540EM",
                        "HostOnlyPromiscMode": "deny",
                        "UIType": "headless",
                        "HostOnlyNoDHCP": false,
                        "NoShare": false,
                        "DNSProxy": true,
                        "NoVTXCheck": false,
                        "ShareFolder": "",
                        "Url": "%4$s"
                    },
                    "DriverName": "virtualbox",
                    "HostOptions": {
                        "EngineOptions": {"TlsVerify": true, "InstallURL": "https://get.docker.com"},
                        "SwarmOptions": {"Host": "tcp://0.0.0.0:3376"},
                        "AuthOptions": {"StorePath": "%1$s/machines/%2$s"}
                    },
                    "Name": "%2$s"
                }
                """.formatted(store, name, SSH_PORT, serviceUrl);
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve("config.json"), record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Make a virtual machine of its name with the settings that docker-machine gives, in a folder of the root. */
    void makeVirtualMachine(String folder) {
        virtualBox.root().run("sh", "-c", "mkdir -p \"$1\"; head -c 1048576 /dev/zero > \"$1/boot2docker.iso\"", "make",
                folder);
        manage("createmedium", "disk", "--filename", folder + "/disk.vmdk", "--size", "64", "--format", "VMDK");
        manage("createvm", "--basefolder", folder, "--name", name, "--register");
        manage("modifyvm", name, "--firmware", "bios", "--bioslogofadein", "off", "--bioslogofadeout", "off",
                "--bioslogodisplaytime", "0", "--biosbootmenu", "disabled", "--ostype", "Linux26_64", "--cpus", "1",
                "--memory", "1024", "--acpi", "on", "--ioapic", "on", "--rtcuseutc", "on",
                "--natdnshostresolver1", "off", "--natdnsproxy1", "on", "--boot1", "dvd");
        manage("modifyvm", name, "--nic1", "nat", "--nictype1", "82540EM", "--cableconnected1", "on");
        manage("storagectl", name, "--name", "SATA", "--add", "sata", "--hostiocache", "on");
        manage("storageattach", name, "--storagectl", "SATA", "--port", "0", "--device", "0", "--type", "dvddrive",
                "--medium", folder + "/boot2docker.iso");
        manage("storageattach", name, "--storagectl", "SATA", "--port", "1", "--device", "0", "--type", "hdd",
                "--medium", folder + "/disk.vmdk");
        manage("sharedfolder", "add", name, "--name", "hosthome", "--hostpath", "/home", "--automount");
        manage("modifyvm", name, "--nic2", "hostonly", "--nictype2", "82540EM", "--nicpromisc2", "deny",
                "--hostonlyadapter2", "vboxnet0", "--cableconnected2", "on");
        manage("modifyvm", name, "--natpf1", "ssh,tcp,127.0.0.1," + SSH_PORT + ",,22");
    }

    /** Let the guest tell an address, as VirtualBox's additions in it do. */
    void tellAddress(String address) {
        Matcher card = Pattern.compile("macaddress2=\"(\\w+)\"")
                .matcher(manage("showvminfo", name, "--machinereadable"));
        card.results().findFirst().ifPresent(found -> {
            manage("guestproperty", "set", name, "/VirtualBox/GuestInfo/Net/0/MAC", "080027FFFFFF");
            manage("guestproperty", "set", name, "/VirtualBox/GuestInfo/Net/1/MAC", found.group(1));
            manage("guestproperty", "set", name, "/VirtualBox/GuestInfo/Net/1/V4/IP", address);
        });
    }

    String manage(String... arguments) {
        return virtualBox.manage(arguments);
    }
}
