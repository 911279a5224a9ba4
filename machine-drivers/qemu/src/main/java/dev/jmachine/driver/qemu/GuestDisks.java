package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.image.Image;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a machine's disks: a clone of its image, which shares what it has not changed, and empty ones. */
final class GuestDisks {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1024 * 1024;

    private final QemuInstallation qemu;
    private final MachineFiles files;

    GuestDisks(QemuInstallation qemu, MachineFiles files) {
        this.qemu = qemu;
        this.files = files;
    }

    /** Make the disks that are not there yet. */
    void make(Image image, GuestHardware hardware) {
        requireRoom(image, hardware);
        try {
            // Relative, so that the store can be moved; from where the folder really is.
            Path folder = files.folder().toRealPath();
            Path backing = folder.relativize(image.disk().toRealPath());
            make(files.disk(), hardware.diskSize(), List.of("-F", "qcow2", "-b", backing.toString()));
            for (int number = 1; number <= hardware.furtherDisks().size(); number++) {
                make(files.furtherDisk(number), hardware.furtherDisks().get(number - 1), List.of());
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Making the machine's disks", e.toString(), e);
        }
    }

    /**
     * Check that an image fits on the disk asked for.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}
     */
    static void requireRoom(Image image, GuestHardware hardware) {
        long needed = (image.virtualBytes() + MEGABYTE - 1) / MEGABYTE;
        if (hardware.diskSize() < needed) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + QemuOptions.DISK_SIZE + " \"" + hardware.diskSize() + "\"",
                    "Image " + image.name() + " needs " + needed + " MB, and a disk cannot be made smaller.");
        }
    }

    private void make(Path disk, int size, List<String> options) throws IOException {
        if (Files.exists(disk)) {
            return;
        }
        Path draft = MachineFiles.draft(disk);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of(qemu.diskTool().toString(), "create", "-q", "-f", "qcow2"));
        arguments.addAll(options);
        arguments.addAll(List.of(draft.toString(), size + "M"));
        Command.Result result = Command.run(arguments, files.folder(), TIMEOUT);
        if (result.exitStatus() != 0) {
            throw new MachineException(ErrorCode.PROVIDER, "Making " + disk, result.complaint());
        }
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, disk, StandardCopyOption.ATOMIC_MOVE);
    }
}
