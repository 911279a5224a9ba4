package dev.jmachine.store;

/**
 * The right to change one machine, held by one operation of one process.
 *
 * <p>Not re-entrant. May be closed by any thread; closing twice is harmless. Ends with the process, however it ends.
 */
public final class MachineLock implements AutoCloseable {
    private final StoreLocks locks;
    private final String machine;
    private final LockFile file;

    MachineLock(StoreLocks locks, String machine, LockFile file) {
        this.locks = locks;
        this.machine = machine;
        this.file = file;
    }

    /** Return the machine's name. */
    public String machine() {
        return machine;
    }

    /** Give the lock back. */
    @Override
    public void close() {
        locks.release(machine, file);
    }
}
