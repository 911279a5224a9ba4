package dev.jmachine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An exclusive lock on a file, between processes and between the threads of this one.
 *
 * <p>The system frees it when the process ends, however it ends. The file tells who holds it. Instances may be closed
 * by any thread.
 */
final class LockFile implements AutoCloseable {
    private static final int MAX_HOLDER_LENGTH = 1024;
    private static final String HELD = "dev.jmachine.lock:";

    private final FileChannel channel;
    private final String key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LockFile(FileChannel channel, String key) {
        this.channel = channel;
        this.key = key;
    }

    /** What came of an attempt: the lock, or null and what is known of its holder. */
    record Attempt(LockFile lock, String holder) {
    }

    /**
     * Try to take the lock.
     *
     * @param file the file, made when missing; its folder must be there
     * @param holder how a holder describes itself to those who wait
     */
    static Attempt attempt(Path file, String holder) throws IOException {
        String key = HELD + identity(file.getParent()) + "/" + file.getFileName();
        // POSIX drops a process's lock when any of its threads closes the file, so one that is locked must not even be
        // opened here again. That concerns the whole process, whatever class loaders this library is in: hence the
        // process's own table of properties rather than a field.
        String other = (String) System.getProperties().putIfAbsent(key, holder);
        if (other != null) {
            return new Attempt(null, other);
        }
        LockFile lock = null;
        try {
            Attempt attempt = attemptBetweenProcesses(file, key, holder);
            lock = attempt.lock();
            return attempt;
        } finally {
            if (lock == null) {
                System.getProperties().remove(key);
            }
        }
    }

    /** The same for every path to a folder, where the file system has such a thing. */
    private static Object identity(Path folder) throws IOException {
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        return key != null ? key : folder.toRealPath();
    }

    private static Attempt attemptBetweenProcesses(Path file, String key, String holder) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        LockFile lock = null;
        try {
            // Where locks are mandatory, what is locked cannot be read: so not the part that tells who holds it.
            FileLock held = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (held == null) {
                return new Attempt(null, read(channel));
            }
            PrivateFolders.setMode(file, "rw-------");
            describe(channel, holder);
            lock = new LockFile(channel, key);
            return new Attempt(lock, holder);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_HOLDER_LENGTH);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    }

    /** Only a courtesy to those who wait: on a full disk the lock holds all the same, so machines can be removed. */
    private static void describe(FileChannel channel, String holder) throws IOException {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            if (!channel.isOpen()) {
                throw e;
            }
            System.getLogger(LockFile.class.getName()).log(System.Logger.Level.DEBUG, "lock without holder's name", e);
        }
    }

    /** Give the lock back; doing so twice is harmless. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } finally {
                System.getProperties().remove(key);
            }
        }
    }
}
