package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes large files that only their owner can read, as a whole or not at all. Stateless. */
final class PrivateOutput {

    private PrivateOutput() {
    }

    /**
     * Have a file written; what was there stays until all of the new is on the disk.
     *
     * @throws MachineException with {@link ErrorCode#STORE_IO} if it cannot be written, or what the writer throws
     */
    static void write(Path file, Consumer<OutputStream> writer) {
        Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file))) {
                writer.accept(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Writing " + file, e.toString(), e);
        } finally {
            discard(draft);
        }
    }

    private static FileAttribute<?>[] mode(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            System.getLogger(PrivateOutput.class.getName()).log(System.Logger.Level.WARNING, draft.toString(), e);
        }
    }
}
