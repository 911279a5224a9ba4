package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Copies files and folders between this computer and a host as {@code scp -r} does: an existing folder as target takes
 * the copy under its own name, links are followed, permissions are kept. Used by one thread.
 */
final class FileCopy {
    private static final int OWNER_ACCESS = 0700;
    private static final int OWNER_ONLY = 0600;
    private static final int PLAIN_FILE = 0644;
    private static final int PLAIN_FOLDER = 0755;

    private final RemoteFiles files;
    private final BooleanSupplier alive;
    private final List<String> skipped = new ArrayList<>();

    /**
     * Prepare a copy.
     *
     * @param files the host's files
     * @param alive whether the connection still stands, so that going on with the next file makes sense
     */
    FileCopy(RemoteFiles files, BooleanSupplier alive) {
        this.files = files;
        this.alive = alive;
    }

    /** What cannot be copied does not keep the rest of a folder from being copied; it is told at the end. */
    private void skippingFailures(String entry, Step copy) throws IOException {
        try {
            copy.run();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (!alive.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            skipped.add(entry + ": " + Failures.describe(e));
        }
    }

    private void reportSkipped() throws IOException {
        if (!skipped.isEmpty()) {
            throw new IOException("Not copied: " + String.join(" ", skipped));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    void upload(Path local, String remote) throws IOException {
        Path source = local.toAbsolutePath().normalize();
        if (!Files.exists(source)) {
            throw new NoSuchFileException(local.toString());
        }
        String target = fromHome(remote);
        boolean intoFolder = files.find(target).map(RemoteFiles.Entry::folder).orElse(false);
        send(source, intoFolder ? child(target, String.valueOf(source.getFileName())) : target);
        reportSkipped();
    }

    private void send(Path source, String target) throws IOException {
        checkInterruption();
        if (Files.isDirectory(source)) {
            sendFolder(source, target);
        } else if (Files.isRegularFile(source)) {
            try (InputStream content = Files.newInputStream(source)) {
                files.write(target, content);
            }
            files.setMode(target, mode(source, PLAIN_FILE));
        } else {
            throw new IOException(source + " is neither a file nor a folder");
        }
    }

    /** Make the folder accessible while it is filled; its own mode may forbid that. */
    private void sendFolder(Path source, String target) throws IOException {
        int mode = mode(source, PLAIN_FOLDER);
        Optional<RemoteFiles.Entry> there = files.find(target);
        if (there.isEmpty()) {
            files.makeFolder(target, mode | OWNER_ACCESS);
        } else if (!there.get().folder()) {
            throw new IOException(target + " is a file on the host, and a folder cannot take its place");
        }
        for (Path entry : entries(source)) {
            skippingFailures(entry.toString(), () -> {
                refuseLoop(entry);
                send(entry, child(target, entry.getFileName().toString()));
            });
        }
        files.setMode(target, mode);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }

    private static void refuseLoop(Path entry) throws IOException {
        if (Files.isSymbolicLink(entry) && entry.toAbsolutePath().startsWith(entry.toRealPath())) {
            throw new FileSystemLoopException(entry.toString());
        }
    }

    void download(String remote, Path local) throws IOException {
        String source = fromHome(remote);
        RemoteFiles.Entry entry = files.find(source).orElseThrow(() -> new NoSuchFileException(remote));
        Path target = Files.isDirectory(local) ? inside(local, lastName(source)) : local;
        receive(source, entry, target);
        reportSkipped();
    }

    private void receive(String source, RemoteFiles.Entry entry, Path target) throws IOException {
        checkInterruption();
        if (entry.folder()) {
            Files.createDirectories(target);
            for (String name : files.list(source)) {
                String path = child(source, name);
                skippingFailures(path, () -> {
                    RemoteFiles.Entry found = files.find(path).orElseThrow(() -> new NoSuchFileException(path));
                    receive(path, found, inside(target, name));
                });
            }
        } else {
            createPrivate(target);
            try (OutputStream content = Files.newOutputStream(target)) {
                files.read(source, content);
            }
        }
        setMode(target, entry.mode());
    }

    /** What arrives is nobody else's business until its own mode is set. */
    private static void createPrivate(Path target) throws IOException {
        if (!Files.exists(target) && isPosix(target)) {
            Files.createFile(target, PosixFilePermissions.asFileAttribute(FileModes.fromBits(OWNER_ONLY)));
        }
    }

    /** A host that is not to be trusted must not choose where outside the target folder something is written. */
    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name);
        boolean plain = !name.isEmpty() && !name.contains("/") && !name.equals(".") && !name.equals("..");
        if (!plain || !folder.equals(target.getParent())) {
            throw new IOException("The host names a file \"" + name + "\", which leads out of its folder");
        }
        return target;
    }

    private String lastName(String path) throws IOException {
        String resolved = path.matches("(.*/)?\\.{0,2}/*") ? files.resolve(path) : path;
        String trimmed = resolved.replaceAll("/+$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static void checkInterruption() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The copy was cancelled");
        }
    }

    private static String fromHome(String path) {
        if (path.isEmpty() || path.equals("~")) {
            return ".";
        }
        return path.startsWith("~/") ? "./" + path.substring(2) : path;
    }

    private static String child(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static int mode(Path path, int withoutPosix) throws IOException {
        return isPosix(path) ? FileModes.toBits(Files.getPosixFilePermissions(path)) : withoutPosix;
    }

    private static void setMode(Path path, int mode) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, FileModes.fromBits(mode));
        }
    }
}
