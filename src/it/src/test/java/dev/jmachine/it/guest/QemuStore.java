package dev.jmachine.it.guest;

import dev.jmachine.it.program.Jmachine;
import dev.jmachine.testkit.TestCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store whose images are those of all tests, kept from one run to the next ({@code JMACHINE_TEST_CACHE}); and what
 * this computer itself tells of the store's virtual machines.
 *
 * @param jmachine the command line with that store
 */
public record QemuStore(Jmachine jmachine) {

    /** Makes a store in a folder that is not there. */
    public static QemuStore in(Path store) {
        try {
            Path images = TestCache.folder("qemu");
            Files.createSymbolicLink(Files.createDirectories(store.resolve("cache")).resolve("qemu"), images);
            return new QemuStore(Jmachine.withStore(store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the link to the images away, which are not the store's. */
    public void unlinkImages() {
        try {
            Files.deleteIfExists(jmachine.store().resolve("cache/qemu"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the processes of QEMU that a machine has. */
    public List<ProcessHandle> processes(String machine) {
        return processesOn(jmachine.folder(machine));
    }

    /** Returns the processes of QEMU of all the store's machines, those that are gone from it too. */
    public List<ProcessHandle> processes() {
        return processesOn(jmachine.store().resolve("machines"));
    }

    /** The files that a process of QEMU works on stand on its command line. */
    private static List<ProcessHandle> processesOn(Path folder) {
        return ProcessHandle.allProcesses().filter(process -> {
            String line = commandLine(process);
            return line.contains("qemu") && line.contains(folder + "/");
        }).toList();
    }

    private static String commandLine(ProcessHandle process) {
        return text(Path.of("/proc/" + process.pid() + "/cmdline"));
    }

    /** Returns the one QEMU process of a machine. */
    public ProcessHandle process(String machine) {
        List<ProcessHandle> found = processes(machine);
        if (found.size() != 1) {
            throw new AssertionError(machine + " has " + found.size() + " processes");
        }
        return found.get(0);
    }

    /** Returns what this computer still has of a machine: processes, files, slots of the network, uses of images. */
    public List<String> remains(String machine) {
        List<String> remains = new ArrayList<>();
        processes(machine).forEach(process -> remains.add("process " + process.pid() + " " + commandLine(process)));
        filesBelow(jmachine.store().resolve("machines"), machine).forEach(file -> remains.add(file.toString()));
        filesBelow(jmachine.store().resolve("locks"), machine).forEach(file -> remains.add(file.toString()));
        usesOfImages(machine).forEach(file -> remains.add(file.toString()));
        return remains;
    }

    /** Returns the slots of the shared network that are taken: one for each machine. */
    public List<Path> slots() {
        return filesBelow(jmachine.store().resolve("drivers/qemu/slots"), "");
    }

    private static List<Path> filesBelow(Path folder, String part) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> usesOfImages(String machine) {
        List<Path> uses = new ArrayList<>();
        for (Path image : filesBelow(TestCache.folder("qemu").resolve("images"), "")) {
            filesBelow(image.resolve("users"), "").stream().filter(file -> text(file).contains(machine))
                    .forEach(uses::add);
        }
        return uses;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // It is gone meanwhile: the process has ended, another test has given the image back.
            return "";
        }
    }
}
