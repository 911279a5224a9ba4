package dev.jmachine.driver.vmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** VMware's programs as shell scripts that keep the state of virtual machines, and an image. */
record FakeVmware(Path folder) {
    private static final int SECTORS_PER_MEGABYTE = 2048;

    /** Put the programs and an image of some MB in a folder; those that are there stay. */
    static FakeVmware install(Path folder, int imageSize) {
        FakeVmware fake = new FakeVmware(folder);
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                fake.put("vmrun");
                fake.put("vmware-vdiskmanager");
                Files.write(fake.image(), ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN)
                        .put("KDMV".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0)
                        .putLong((long) imageSize * SECTORS_PER_MEGABYTE).array());
            }
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String program) throws IOException {
        Path file = folder.resolve(program);
        try (InputStream script = FakeVmware.class.getResourceAsStream(program + ".sh")) {
            Files.copy(script, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    Path vmrun() {
        return folder.resolve("vmrun");
    }

    Path image() {
        return folder.resolve("image.vmdk");
    }

    /** Return the configurations of the machines that run. */
    List<String> running() {
        try {
            Path running = folder.resolve("running");
            return Files.exists(running) ? Files.readAllLines(running) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
