package dev.jmachine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces files as a whole: whoever reads one sees the old or the new content, also after a crash or a power cut.
 *
 * <p>The content goes to a hidden file in the same folder, to the disk, and then by rename to its place. Stateless.
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
        boolean interrupted = false;
        try {
            while (!replace(file, content, permissions)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * A cancelled operation must still be able to write down what it has made, so an interruption, which closes file
     * channels, is put off: false means that the write was cut short by one and has to be done again.
     */
    private static boolean replace(Path file, byte[] content, String permissions) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        PrivateFolders.make(folder);
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeThrough(temporary, content, permissions);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFolders.sync(folder);
            return true;
        } catch (ClosedByInterruptException e) {
            discard(temporary, e);
            return false;
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static void writeThrough(Path file, byte[] content, String permissions) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // Before anything is in it, and whatever the umask has made of it.
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
