package dev.jmachine.cli.command.context;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads and writes files of the docker command line: as a whole, for their owner only. Stateless. */
final class DockerFiles {

    private DockerFiles() {
    }

    /** What may fail. */
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Do something to a file.
     *
     * @throws MachineException with {@link ErrorCode#STORE_IO} that names the file
     */
    static <T> T on(Path file, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Working on " + file, e.toString(), e);
        }
    }

    /**
     * Read a file that holds a JSON object; a missing one is an empty object.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} if it holds anything else
     */
    static Map<String, Object> read(Path file) {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        String text = on(file, () -> Files.readString(file));
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            // Not passed on: it may quote the text, where passwords of registries can stand.
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Reading " + file, "It is not a JSON object.");
        }
    }

    /** Write a JSON object. */
    static void write(Path file, Map<String, Object> keys) {
        write(file, JsonText.pretty(keys).getBytes(StandardCharsets.UTF_8));
    }

    /** Write a file; missing folders above it are made for their owner only. */
    static void write(Path file, byte[] content) {
        on(file, () -> {
            // Where a file is a link, what it points to is replaced.
            Path place = Files.exists(file) ? file.toRealPath() : file;
            makeFolder(place.getParent());
            Path temporary = Files.createTempFile(place.getParent(), "jmachine", ".tmp");
            try {
                Files.write(temporary, content);
                return Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        });
    }

    private static void makeFolder(Path folder) throws IOException {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Delete a folder and all that is in it; a missing one is no error. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        on(folder, () -> Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        }));
    }
}
