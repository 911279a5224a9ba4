package dev.jmachine.driver.hyperv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** PowerShell with Hyper-V's module as a shell script that keeps the state of virtual machines, and an image. */
record FakeHyperV(Path folder) {

    /** Put the program and an image in a folder; what is there stays. */
    static FakeHyperV install(Path folder) {
        FakeHyperV fake = new FakeHyperV(folder);
        if (!Files.exists(folder)) {
            try (InputStream script = FakeHyperV.class.getResourceAsStream("powershell.sh")) {
                Files.createDirectories(folder);
                Files.copy(script, fake.powerShell());
                Files.setPosixFilePermissions(fake.powerShell(), PosixFilePermissions.fromString("rwx------"));
                Files.writeString(fake.image(), "vhdxfile and what follows");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return fake;
    }

    Path powerShell() {
        return folder.resolve("powershell");
    }

    Path image() {
        return folder.resolve("image.vhdx");
    }

    /** Return the folders that keep what is known of each virtual machine, each thing in a file. */
    List<Path> machines() {
        Path machines = folder.resolve("machines");
        if (!Files.exists(machines)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(machines)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
