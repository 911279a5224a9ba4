package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.PrivateFile;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The driver's files in a machine's folder.
 *
 * @param folder the machine's folder
 */
record MachineFiles(Path folder) {
    /** The name of QMP's socket; QEMU runs in the folder, because paths of sockets must be short. */
    static final String MONITOR = "qmp.sock";

    /** Return the clone of the image that the guest boots from. */
    Path disk() {
        return folder.resolve("disk.qcow2");
    }

    /** Return one of the further disks, the first of which has number 1. */
    Path furtherDisk(int number) {
        return folder.resolve("disk-" + number + ".qcow2");
    }

    /** Return what is handed over to the guest at its first boot; holds a private key. */
    Path seed(boolean cloudInit) {
        return folder.resolve(cloudInit ? "seed.iso" : "seed.tar");
    }

    /** Return the log of the guest's serial console since its last start. */
    Path serialLog() {
        return folder.resolve("serial.log");
    }

    /** Return QEMU's pid file. */
    Path pidFile() {
        return folder.resolve("qemu.pid");
    }

    /** Return QMP's socket. */
    Path monitor() {
        return folder.resolve(MONITOR);
    }

    /** Delete what a QEMU that was killed leaves behind. */
    void deleteRemains() throws IOException {
        Files.deleteIfExists(pidFile());
        Files.deleteIfExists(monitor());
    }

    /** Delete all that the driver has made here. */
    void deleteAll() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        deleteRemains();
        for (Path file : List.of(seed(true), seed(false), serialLog())) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(draft(file));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(MachineFiles::isDiskOrRemains).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Return where a file is written before it gets its name. */
    static Path draft(Path file) {
        return PrivateFile.draft(file);
    }

    private static boolean isDiskOrRemains(Path file) {
        return Command.isRemains(file) || file.getFileName().toString().matches("disk(-\\d+)?\\.qcow2(\\.new)?");
    }
}
