package dev.jmachine.store;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The locks of a store: one for each machine, and the gate, which is held for moments only.
 *
 * <p>A lock file can be deleted safely only while nobody can be about to lock it, so machines' lock files are opened
 * and deleted with the gate held. Thread-safe.
 */
final class StoreLocks {
    private static final String SUFFIX = ".lock";
    private static final String CLUSTER = "cluster@";
    private static final String TUNNEL = "tunnel@";
    private static final Duration GATE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Path folder;
    private final Path machines;
    private final Clock clock;

    StoreLocks(Path folder, Path machines, Clock clock) {
        this.folder = folder;
        this.machines = machines;
        this.clock = clock;
    }

    /** Take the gate. */
    LockFile gate(String operation) {
        return await("the store", new Attempts(gateFile(), holder(operation), false), GATE_TIMEOUT);
    }

    private Path gateFile() {
        return folder.resolve(".store" + SUFFIX);
    }

    /** Take a machine's lock. */
    MachineLock machine(String name, String operation, Duration timeout) {
        Attempts attempts = new Attempts(folder.resolve(name + SUFFIX), holder(operation), true);
        return new MachineLock(this, name, await("the machine " + name, attempts, timeout));
    }

    /** Take a cluster's lock. Machines cannot have such names, so that it is swept away whenever it is free. */
    MachineLock cluster(String name, String operation, Duration timeout) {
        return apart(CLUSTER + name, "the cluster " + name, operation, timeout);
    }

    /** Take the lock of the tunnel to a machine's engine; swept away like a cluster's. */
    MachineLock tunnel(String name, Duration timeout) {
        return apart(TUNNEL + name, "the tunnel to " + name, "tunnel", timeout);
    }

    private MachineLock apart(String fileName, String what, String operation, Duration timeout) {
        Attempts attempts = new Attempts(folder.resolve(fileName + SUFFIX), holder(operation), true);
        return new MachineLock(this, fileName, await(what, attempts, timeout));
    }

    private String holder(String operation) {
        return "process " + ProcessHandle.current().pid() + " (" + operation + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private static LockFile await(String what, Attempts attempts, Duration timeout) {
        try {
            Deadline.after(timeout).await(what, POLL_INTERVAL, attempts::succeed);
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
            throw new MachineException(ErrorCode.MACHINE_LOCKED, "Waiting for " + what, attempts.problem(timeout), e);
        }
        return attempts.lock;
    }

    /** Tries again and again to take one lock. */
    private final class Attempts {
        private final Path file;
        private final String holder;
        private final boolean gated;
        private LockFile lock;
        private String other = "";

        Attempts(Path file, String holder, boolean gated) {
            this.file = file;
            this.holder = holder;
            this.gated = gated;
        }

        boolean succeed() {
            try {
                PrivateFolders.make(folder);
                return gated ? attemptWithGate() : attempt();
            } catch (ClosedByInterruptException e) {
                throw new MachineException(ErrorCode.CANCELLED, "Taking the lock " + file, "It was cancelled.", e);
            } catch (IOException e) {
                throw StoreErrors.io("Taking the lock " + file, file, e);
            }
        }

        private boolean attemptWithGate() throws IOException {
            try (LockFile gate = LockFile.attempt(gateFile(), holder).lock()) {
                return gate != null && attempt();
            }
        }

        private boolean attempt() throws IOException {
            LockFile.Attempt attempt = LockFile.attempt(file, holder);
            lock = attempt.lock();
            other = attempt.holder();
            return lock != null;
        }

        String problem(Duration timeout) {
            String who = other.isEmpty() ? "another process" : other;
            return "It is in use by " + who + ", still after " + timeout.toSeconds() + " s.";
        }
    }

    /** Delete the lock files of machines that are gone. The gate must be held. */
    void sweep() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                String machine = fileName.substring(0, fileName.length() - SUFFIX.length());
                if (Files.notExists(machines.resolve(machine))) {
                    deleteIfFree(file);
                }
            }
        }
    }

    private static void deleteIfFree(Path file) throws IOException {
        LockFile lock = LockFile.attempt(file, "clean-up").lock();
        if (lock != null) {
            lock.close();
            Files.deleteIfExists(file);
        }
    }

    /** Give a machine's lock back, and forget it when the machine is gone. */
    void release(String machine, LockFile lock) {
        try {
            lock.close();
            if (Files.notExists(machines.resolve(machine))) {
                try (LockFile gate = gate("clean-up")) {
                    sweep();
                }
            }
        } catch (IOException | MachineException e) {
            // Whoever next makes or deletes a machine sweeps again.
            System.getLogger(StoreLocks.class.getName()).log(System.Logger.Level.DEBUG, "lock file stays", e);
        }
    }
}
