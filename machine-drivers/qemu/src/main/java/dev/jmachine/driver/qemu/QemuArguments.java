package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.image.Image;
import dev.jmachine.hypervisor.program.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes QEMU's command line for a guest. */
final class QemuArguments {
    private final Guest guest;
    private final Accelerator accelerator;
    private final List<String> arguments = new ArrayList<>();

    private QemuArguments(Guest guest, Accelerator accelerator) {
        this.guest = guest;
        this.accelerator = accelerator;
    }

    /** Return the whole command line; QEMU is to run in the machine's folder. */
    static List<String> of(Path program, Guest guest, Accelerator accelerator) {
        QemuArguments line = new QemuArguments(guest, accelerator);
        line.add(program.toString(), "-nodefaults", "-no-user-config", "-display", "none");
        line.addIdentity();
        line.addHardware(Architecture.current());
        line.addBoot();
        line.addDisks();
        line.addNetworks();
        line.addControl();
        line.arguments.addAll(guest.settings().arguments());
        return List.copyOf(line.arguments);
    }

    /** Return a path as a value in one of QEMU's comma-separated lists. */
    static String escape(Path path) {
        return path.toString().replace(",", ",,");
    }

    /** Return the mark by which a machine's process is known; part of its command line. */
    static String mark(String machineId) {
        return "jmachine-id=" + machineId;
    }

    /** Return the identity of the machine whose mark stands in a command line; empty when there is none. */
    static String machineIdIn(String commandLine) {
        int start = commandLine.indexOf(mark(""));
        return start < 0 ? "" : commandLine.substring(start + mark("").length()).split("[, ]")[0];
    }

    private void add(String... more) {
        arguments.addAll(List.of(more));
    }

    private void addIdentity() {
        add("-name", guest.name(), "-uuid", guest.id());
        add("-smbios", "type=11,value=" + mark(guest.id()) + ",value=" + guest.shared().mark());
    }

    private void addHardware(Architecture architecture) {
        GuestHardware hardware = guest.settings().hardware();
        // What a server never uses costs time at boot, under emulation most.
        add("-machine", architecture == Architecture.X86_64 ? "q35,hpet=off,vmport=off,usb=off" : "virt");
        add("-accel", accelerator.argument(), "-cpu", accelerator.processor(architecture));
        add("-smp", Integer.toString(hardware.cpus()), "-m", hardware.memory() + "M");
        add("-device", "virtio-rng-pci");
        if (architecture == Architecture.AARCH64 && guest.image().kernel().isEmpty()) {
            add("-bios", "edk2-aarch64-code.fd");
        }
    }

    private void addBoot() {
        Image image = guest.image();
        image.kernel().ifPresent(kernel -> {
            String emulation = accelerator == Accelerator.TCG ? " " + image.emulationCommandLine() : "";
            add("-kernel", kernel.toString(), "-append", image.commandLine() + emulation);
        });
        image.initrd().ifPresent(initrd -> add("-initrd", initrd.toString()));
    }

    private void addDisks() {
        MachineFiles files = guest.files();
        addDisk("disk0", "format=qcow2,discard=unmap,file=" + escape(files.disk()));
        for (int number = 1; number <= guest.settings().hardware().furtherDisks().size(); number++) {
            addDisk("disk" + number, "format=qcow2,discard=unmap,file=" + escape(files.furtherDisk(number)));
        }
        // At every start: the guest knows by the content whether it has taken it over.
        boolean cloudInit = guest.image().cloudInit();
        String seed = escape(files.seed(cloudInit));
        if (cloudInit) {
            addDisk("seed", "format=raw,readonly=on,file=" + seed);
        } else {
            add("-fw_cfg", "name=opt/dev.jmachine/seed,file=" + seed);
        }
    }

    private void addDisk(String id, String drive) {
        add("-drive", "if=none,id=" + id + "," + drive, "-device", "virtio-blk-pci,drive=" + id + ",serial=" + id);
    }

    private void addNetworks() {
        String forwards = guest.network().allForwards().stream()
                .map(PortForward::argument)
                .collect(Collectors.joining(","));
        addNetwork(0, "user", "user,ipv6=off,net=" + SharedNetwork.USER_NETWORK + "," + forwards);
        addNetwork(1, "shared", guest.shared().backend());
    }

    private void addNetwork(int card, String id, String backend) {
        String hardwareAddress = SharedNetwork.hardwareAddress(guest.network().slot(), card);
        // Without the ROM that boots from the network.
        add("-netdev", backend.replaceFirst(",", ",id=" + id + ","),
                "-device", "virtio-net-pci,romfile=,netdev=" + id + ",mac=" + hardwareAddress);
    }

    private void addControl() {
        MachineFiles files = guest.files();
        add("-chardev", "file,id=console,path=" + escape(files.serialLog()), "-serial", "chardev:console");
        add("-qmp", "unix:" + MachineFiles.MONITOR + ",server=on,wait=off", "-pidfile", files.pidFile().toString());
        if (Platform.current() != Platform.WINDOWS) {
            add("-daemonize");
        }
    }
}
