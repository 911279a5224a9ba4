package dev.jmachine.tls;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes key and certificate files so that no other process ever sees a part of one.
 *
 * <p>Each file is written under a temporary name beside its target, forced to disk, and then linked or renamed. What a
 * killed process leaves of that is swept up later.
 */
final class PemFiles {
    static final String PUBLIC = "rw-r--r--";
    static final String SECRET = "rw-------";

    private static final String TEMPORARY_PREFIX = ".pem-";
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    private PemFiles() {
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw failure("Reading " + file, e);
        }
    }

    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder, modes(folder, "rwx------"));
        } catch (IOException e) {
            throw failure("Making the folder " + folder, e);
        }
    }

    /**
     * Put a file in place unless there is one. Of several processes that do so at once the first one's file stays.
     */
    static void publish(Path file, String text, String mode) {
        try {
            Path temporary = temporary(file, text, mode);
            try {
                link(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(file.getParent());
        } catch (IOException e) {
            throw failure("Writing " + file, e);
        }
    }

    /** Put a file in place of the one that may be there. */
    static void replace(Path file, String text, String mode) {
        try {
            Path temporary = temporary(file, text, mode);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(file.getParent());
        } catch (IOException e) {
            throw failure("Writing " + file, e);
        }
    }

    /** Delete temporary files that are too old to be still in somebody's hands. */
    static void sweep(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, TEMPORARY_PREFIX + "*")) {
            for (Path leftover : leftovers) {
                if (isAbandoned(leftover)) {
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw failure("Clearing " + folder, e.getCause());
        } catch (IOException e) {
            throw failure("Clearing " + folder, e);
        }
    }

    private static boolean isAbandoned(Path leftover) throws IOException {
        try {
            Instant written = Files.getLastModifiedTime(leftover).toInstant();
            return written.isBefore(Instant.now().minus(ABANDONED_AFTER));
        } catch (NoSuchFileException e) {
            // Its maker was still at work, and is done now.
            return false;
        }
    }

    private static Path temporary(Path file, String text, String mode) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), TEMPORARY_PREFIX, "", modes(file, SECRET));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (isPosix(file)) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(mode));
        }
        return temporary;
    }

    private static void link(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links, such as FAT: look, then rename, which is as near as it comes.
            moveUnlessPresent(temporary, file);
        }
    }

    private static void moveUnlessPresent(Path temporary, Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void force(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] modes(Path path, String mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static MachineException failure(String activity, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new MachineException(ErrorCode.CANCELLED, activity, "The work was cancelled.", cause);
        }
        String reason = cause instanceof FileSystemException e && e.getReason() != null
                ? e.getReason() : cause.getClass().getSimpleName();
        return new MachineException(ErrorCode.STORE_IO, activity, "The file system says: " + reason + ".", cause);
    }
}
