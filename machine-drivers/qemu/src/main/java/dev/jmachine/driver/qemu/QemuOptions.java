package dev.jmachine.driver.qemu;

import dev.jmachine.api.DriverOption;
import dev.jmachine.hypervisor.image.ImageCatalog;
import java.util.List;

/** The driver's options. */
final class QemuOptions {
    static final String MEMORY = "qemu-memory";
    static final String CPUS = "qemu-cpus";
    static final String DISK_SIZE = "qemu-disk-size";
    static final String DISK = "qemu-disk";
    static final String IMAGE = "qemu-image";
    static final String IMAGE_CHECKSUM = "qemu-image-checksum";
    static final String SSH_USER = "qemu-ssh-user";
    static final String ACCELERATOR = "qemu-accel";
    static final String FORWARD = "qemu-forward";
    static final String PROGRAM = "qemu-program";
    static final String BOOT_TIMEOUT = "qemu-boot-timeout";
    static final String ARGUMENT = "qemu-argument";

    private QemuOptions() {
    }

    static List<DriverOption> all() {
        return List.of(
                DriverOption.number(MEMORY, "QEMU_MEMORY", 1024, "Memory in MB"),
                DriverOption.number(CPUS, "QEMU_CPUS", 1, "Number of processors"),
                DriverOption.number(DISK_SIZE, "QEMU_DISK_SIZE", 20_000,
                        "Size of the disk in MB; what the guest has not written takes no room"),
                DriverOption.list(DISK, "QEMU_DISK", "A further disk, by its size in MB; may be repeated"),
                DriverOption.text(IMAGE, "QEMU_IMAGE", ImageCatalog.DEFAULT_NAME,
                        "Image to start from: a name of \"image ls\", or path or URL of a cloud image"),
                DriverOption.text(IMAGE_CHECKSUM, "QEMU_IMAGE_CHECKSUM", "",
                        "Checksum that an image given by path or URL must have: sha256:HEX or sha512:HEX"),
                DriverOption.text(SSH_USER, "QEMU_SSH_USER", "docker", "User to make in the guest and log in as"),
                DriverOption.text(ACCELERATOR, "QEMU_ACCEL", "auto", "Accelerator: auto, kvm, tcg, hvf or whpx"),
                DriverOption.list(FORWARD, "QEMU_FORWARD",
                        "A port of this computer that leads into the guest, [ADDRESS:]HOST_PORT:GUEST_PORT[/udp];"
                                + " may be repeated"),
                DriverOption.text(PROGRAM, "QEMU_PROGRAM", "", "QEMU's program, if it is not on the PATH"),
                DriverOption.number(BOOT_TIMEOUT, "QEMU_BOOT_TIMEOUT", 600,
                        "Seconds within which the guest must answer on SSH"),
                DriverOption.list(ARGUMENT, "QEMU_ARGUMENT", "A further argument for QEMU, as it is; may be repeated"));
    }
}
