package dev.jmachine.hypervisor;

import dev.jmachine.hypervisor.program.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that hold secrets: for nobody else to read, and whole or not at all; and folders for such. */
public final class PrivateFile {

    private PrivateFile() {
    }

    /** Return where a file is written before it gets its name. */
    public static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Write a file, mode 0600; on Windows its folder decides who may read it. */
    public static void write(Path file, byte[] content) throws IOException {
        Path draft = draft(file);
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, mode("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Make a folder and those above it that are missing, mode 0700; on Windows as {@link #write} does. */
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return Platform.current() == Platform.WINDOWS ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))};
    }
}
