package dev.jmachine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * Replaces files as a whole: whoever reads one sees the old or the new content, also after a crash or a power cut.
 *
 * <p>The content goes to a hidden file in the same folder, to the disk, and then by rename to its place. A pending
 * interruption of the thread does not stop it. Stateless.
 */
public final class AtomicFile {
    private static final String PRIVATE = "rw-------";

    private AtomicFile() {
    }

    /**
     * Write a file that only its owner can read.
     *
     * @throws IOException if it cannot be written; then the file is as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), PRIVATE);
    }

    /**
     * Write a file. Missing folders above it are made with mode 0700.
     *
     * @param permissions the file's, such as {@code rw-r--r--}, whatever the umask
     * @throws IOException if it cannot be written; then the file is as it was
     */
    public static void write(Path file, byte[] content, String permissions) throws IOException {
        Uninterrupted.run(() -> replace(file.toAbsolutePath(), content, permissions));
    }

    private static void replace(Path file, byte[] content, String permissions) throws IOException {
        Path folder = file.getParent();
        PrivateFolders.make(folder);
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeThrough(temporary, content, permissions);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
        PrivateFolders.sync(folder);
    }

    private static void writeThrough(Path file, byte[] content, String permissions) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, PrivateFolders.mode(file, PRIVATE))) {
            PrivateFolders.setMode(file, permissions);
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void discard(Path temporary, IOException reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
