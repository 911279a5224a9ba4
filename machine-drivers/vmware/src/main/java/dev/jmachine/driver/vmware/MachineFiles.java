package dev.jmachine.driver.vmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A virtual machine's files in the machine's folder, by docker-machine's names.
 *
 * @param folder the machine's folder
 * @param name the machine's name
 */
record MachineFiles(Path folder, String name) {
    static final String SEED = "seed.iso";
    static final String SERIAL_LOG = "serial.log";

    /** Return the configuration; it is written last, so that what is there is whole. */
    Path configuration() {
        return folder.resolve(name + ".vmx");
    }

    Path disk() {
        return folder.resolve(name + ".vmdk");
    }

    /** Return what cloud-init reads at the first boot; holds a private key. */
    Path seed() {
        return folder.resolve(SEED);
    }

    Path serialLog() {
        return folder.resolve(SERIAL_LOG);
    }

    /** Return whether it lies suspended. */
    boolean suspended() throws IOException {
        return list().stream().anyMatch(file -> file.getFileName().toString().endsWith(".vmss"));
    }

    /** Delete what the driver and VMware have made here. */
    void delete() throws IOException {
        for (Path file : list()) {
            deleteTree(file);
        }
    }

    /** The files of the machine and their locks, and VMware's logs. */
    private List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOurs(file.getFileName().toString())).toList();
        }
    }

    private boolean isOurs(String file) {
        return file.startsWith(SEED) || file.startsWith(SERIAL_LOG) || file.matches("vmware.*\\.log")
                || file.startsWith(name) && file.matches(".*\\.(vmx|vmxf|vmdk|vmsd|vmsn|vmss|vmem|nvram|new)(\\.lck)?");
    }

    private static void deleteTree(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
