package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.hypervisor.image.Image;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class QemuArgumentsTest {
    private static final String ID = "6b1f0c7e-9d54-4d0c-8a53-0f2b3c4d5e6f";
    private static final Image SEEDED = new Image("debian-13", Path.of("/i/disk.qcow2"),
            Optional.of(Path.of("/i/vmlinuz")), Optional.of(Path.of("/i/initrd.img")), "quiet", "nokaslr", false, 1);
    private static final Image CLOUD = new Image("cloud", Path.of("/i/disk.qcow2"), Optional.empty(), Optional.empty(),
            "", "", true, 1);

    @Test
    void aGuestOfOurOwnImageUnderEmulation() {
        assertThat(String.join("\n", QemuArguments.of(Path.of("/bin/qemu"), guest("/m/a", SEEDED), Accelerator.TCG)))
                .isEqualTo("""
                        /bin/qemu
                        -nodefaults
                        -no-user-config
                        -display
                        none
                        -name
                        a
                        -uuid
                        6b1f0c7e-9d54-4d0c-8a53-0f2b3c4d5e6f
                        -smbios
                        type=11,value=jmachine-id=6b1f0c7e-9d54-4d0c-8a53-0f2b3c4d5e6f,value=jmachine-store=01020304
                        -machine
                        q35,hpet=off,vmport=off,usb=off
                        -accel
                        tcg,thread=multi,tb-size=128
                        -cpu
                        qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt
                        -smp
                        2
                        -m
                        1024M
                        -device
                        virtio-rng-pci
                        -kernel
                        /i/vmlinuz
                        -append
                        quiet nokaslr
                        -initrd
                        /i/initrd.img
                        -drive
                        if=none,id=disk0,format=qcow2,discard=unmap,file=/m/a/disk.qcow2
                        -device
                        virtio-blk-pci,drive=disk0,serial=disk0
                        -drive
                        if=none,id=disk1,format=qcow2,discard=unmap,file=/m/a/disk-1.qcow2
                        -device
                        virtio-blk-pci,drive=disk1,serial=disk1
                        -fw_cfg
                        name=opt/dev.jmachine/seed,file=/m/a/seed.tar
                        -netdev
                        %s
                        -device
                        virtio-net-pci,romfile=,netdev=user,mac=52:54:00:a0:00:07
                        -netdev
                        socket,id=shared,mcast=230.1.2.4:24772,localaddr=127.0.0.1
                        -device
                        virtio-net-pci,romfile=,netdev=shared,mac=52:54:00:a1:00:07
                        -chardev
                        file,id=console,path=/m/a/serial.log
                        -serial
                        chardev:console
                        -qmp
                        unix:qmp.sock,server=on,wait=off
                        -pidfile
                        /m/a/qemu.pid
                        -daemonize
                        -device
                        usb-ehci""".formatted("user,id=user,ipv6=off,net=10.91.0.0/24,hostfwd=tcp:127.0.0.1:20001-:22,"
                                + "hostfwd=tcp:127.0.0.1:20002-:2376,hostfwd=udp:0.0.0.0:53-:53"));
    }

    @Test
    void aGuestUnderKvmHasTheProcessorOfTheHostAndItsGuards() {
        List<String> line = QemuArguments.of(Path.of("/bin/qemu"), guest("/m/a", SEEDED), Accelerator.KVM);
        assertThat(line).containsSequence("-accel", "kvm", "-cpu", "host").containsSequence("-append", "quiet");
    }

    @Test
    void aCloudImageBootsByItselfWithItsSeedAsADisk() {
        List<String> line = QemuArguments.of(Path.of("/bin/qemu"), guest("/m/a", CLOUD), Accelerator.TCG);
        assertThat(line).doesNotContain("-kernel", "-initrd", "-append", "-fw_cfg", "-bios")
                .contains("if=none,id=seed,format=raw,readonly=on,file=/m/a/seed.iso");
    }

    @Test
    void commasInPathsAreDoubled() {
        List<String> line = QemuArguments.of(Path.of("/bin/qemu"), guest("/m,n/a", SEEDED), Accelerator.TCG);
        assertThat(line)
                .contains("if=none,id=disk0,format=qcow2,discard=unmap,file=/m,,n/a/disk.qcow2",
                        "name=opt/dev.jmachine/seed,file=/m,,n/a/seed.tar",
                        "file,id=console,path=/m,,n/a/serial.log",
                        "/m,n/a/qemu.pid");
    }

    @Test
    void theMarkIsFoundInACommandLine() {
        List<String> line = QemuArguments.of(Path.of("/bin/qemu"), guest("/m/a", SEEDED), Accelerator.TCG);
        assertThat(QemuArguments.machineIdIn(String.join(" ", line))).isEqualTo(ID);
        assertThat(QemuArguments.machineIdIn("sleep 5")).isEmpty();
    }

    private static Guest guest(String folder, Image image) {
        GuestHardware hardware = new GuestHardware(1024, 2, 20_000, List.of(10));
        MachineSettings settings =
                new MachineSettings(hardware, "docker", "auto", "", 600, List.of("-device", "usb-ehci"));
        GuestNetwork network =
                new GuestNetwork(7, 20_001, 20_002, List.of(PortForward.parse("0.0.0.0:53:53/udp")));
        return new Guest("a", ID, new MachineFiles(Path.of(folder)), image, settings, network,
                new SharedNetwork(0x01020304));
    }
}
