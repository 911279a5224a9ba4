package dev.jmachine.hypervisor;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to be the only one at something, held against other threads and processes.
 *
 * <p>A lock of the operating system on a file that stays: it is free again as soon as its holder has ended, however
 * that came about.
 */
public final class ProcessLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String HELD = "dev.jmachine.lock:";

    private final Path file;
    private final String key;
    private FileChannel channel;

    private ProcessLock(Path file) throws IOException {
        this.file = file;
        this.key = HELD + file.getParent().toRealPath().resolve(file.getFileName());
    }

    /**
     * Take the lock.
     *
     * @param file the file that stands for what is locked; its folder must be there
     * @param what what is waited for, for the message at the deadline
     * @param timeout how long to wait for another holder
     * @param onWait called once when another holds it
     * @throws MachineException with {@link ErrorCode#TIMEOUT}, {@link ErrorCode#CANCELLED} if the thread is
     *     interrupted, or {@link ErrorCode#STORE_IO}
     */
    public static ProcessLock take(Path file, String what, Duration timeout, Runnable onWait) {
        try {
            ProcessLock lock = new ProcessLock(file);
            if (!lock.attempt()) {
                onWait.run();
                Deadline.after(timeout).await(what, POLL, lock::attempt);
            }
            return lock;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private boolean attempt() {
        // POSIX drops a process's lock when any of its threads closes the file, so one that is locked must not even be
        // opened here again. That concerns the whole process, whatever class loaders this driver is in: hence the
        // process's own table of properties rather than a field.
        if (System.getProperties().putIfAbsent(key, "held") != null) {
            return false;
        }
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return true;
            }
            close();
            return false;
        } catch (IOException e) {
            close();
            throw failure(file, e);
        }
    }

    /** Give the lock back. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw failure(file, e);
        } finally {
            System.getProperties().remove(key);
        }
    }

    private static MachineException failure(Path file, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            Thread.currentThread().interrupt();
            return new MachineException(ErrorCode.CANCELLED, "Locking " + file, "It was cancelled.", cause);
        }
        return new MachineException(ErrorCode.STORE_IO, "Locking " + file, cause.toString(), cause);
    }
}
