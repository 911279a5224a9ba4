package dev.jmachine.driver.hyperv;

import dev.jmachine.hypervisor.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A virtual machine's files in the machine's folder.
 *
 * @param folder the machine's folder
 * @param name the machine's name
 */
record MachineFiles(Path folder, String name) {

    /** Return the disk, which holds what differs from the image. */
    Path disk() {
        return folder.resolve("disk.vhdx");
    }

    /** Return what cloud-init reads at the first boot; holds a private key. */
    Path seed() {
        return folder.resolve("seed.iso");
    }

    /** Return whether a path that Hyper-V tells lies in the machine's folder; by this it is known whose it is. */
    boolean hold(String path) {
        return Path.of(path).startsWith(folder);
    }

    /** Delete what the driver and Hyper-V have made here; the latter puts its settings in a folder of the name. */
    void delete() throws IOException {
        for (Path top : List.of(disk(), seed(), PrivateFile.draft(seed()), folder.resolve(name))) {
            deleteTree(top);
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
