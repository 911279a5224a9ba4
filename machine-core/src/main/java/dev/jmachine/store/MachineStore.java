package dev.jmachine.store;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A store of machines in docker-machine's layout, which both programs may use at the same time.
 *
 * <p>Folders are made when something is written. Reading takes no lock, never waits for one, and writes nothing.
 * Thread-safe, and safe between processes.
 */
public final class MachineStore {
    private final Path root;
    private final Path certificates;
    private final Path machines;
    private final MachineFolders folders;
    private final StoreLocks locks;
    private final RecordReader reader;
    private final Json json = new Json();
    private final Clock clock;

    /** Create the view of a store whose certificates are in its own folder {@code certs}. Does no I/O. */
    public MachineStore(Path root, Clock clock) {
        this(root, root.resolve("certs"), clock);
    }

    /** Create the view of a store whose certificate authority is in a folder of the user's choice. */
    public MachineStore(Path root, Path certificates, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.certificates = certificates.toAbsolutePath().normalize();
        this.machines = this.root.resolve("machines");
        this.folders = new MachineFolders(machines);
        this.locks = new StoreLocks(this.root.resolve("locks"), machines, clock);
        this.reader = new RecordReader(this.certificates, json, clock);
        this.clock = clock;
    }

    /** Return the store's folder. */
    public Path root() {
        return root;
    }

    /** Return the folder of the certificate authority and the client certificate. */
    public Path certificates() {
        return certificates;
    }

    /** Return a driver's folder for what can be fetched or made again; make it when it is missing. */
    public Path cacheFolder(String driver) {
        return made(cachePath(driver));
    }

    /** Return where that folder is, whether or not it is there. */
    public Path cachePath(String driver) {
        return root.resolve("cache").resolve(driver);
    }

    /** Return a driver's folder for what its machines share; make it when it is missing. */
    public Path sharedFolder(String driver) {
        return made(sharedPath(driver));
    }

    /** Return where that folder is, whether or not it is there. */
    public Path sharedPath(String driver) {
        return root.resolve("drivers").resolve(driver);
    }

    private static Path made(Path folder) {
        try {
            PrivateFolders.make(folder);
            return folder;
        } catch (IOException e) {
            throw StoreErrors.io("Making the folder " + folder, folder, e);
        }
    }

    /** Return where the machine of a name has its folder, whether or not it is there. */
    public Path folder(String name) {
        return machines.resolve(requireFileName(name));
    }

    /** Longer names than we give, and other characters, may come from elsewhere; leaving the folder is out. */
    private static String requireFileName(String name) {
        boolean inside = !name.isEmpty() && name.charAt(0) != '.' && name.indexOf('/') < 0 && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0;
        return inside ? name : MachineSpec.requireValidName(name);
    }

    /**
     * Return the names of all machines, those with damaged records too, in {@link NaturalOrder}. As for docker-machine
     * every folder is a machine, but for hidden ones.
     *
     * @throws MachineException with {@link ErrorCode#STORE_IO} if the folder of machines cannot be read
     */
    public List<String> names() {
        try {
            return folders.names();
        } catch (IOException e) {
            throw StoreErrors.io("Listing the machines", machines, e);
        }
    }

    /**
     * Return whether there is a machine of that name, finished or not.
     *
     * @throws MachineException with {@link ErrorCode#STORE_IO} if that cannot be told
     */
    public boolean exists(String name) {
        Path folder = folder(name);
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StoreErrors.io("Looking for the machine \"" + name + "\"", folder, e);
        }
    }

    /**
     * Read a machine's record.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_NOT_FOUND}, {@link ErrorCode#STORE_DAMAGED} or
     *     {@link ErrorCode#STORE_IO}
     */
    public MachineRecord open(String name) {
        return reader.read(folder(name));
    }

    /**
     * Read a machine's record to remove it: of a damaged one, what is left.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_NOT_FOUND}, {@link ErrorCode#STORE_IO}, or
     *     {@link ErrorCode#STORE_DAMAGED} when not even the driver can be told
     */
    public MachineRecord openForRemoval(String name) {
        try {
            return open(name);
        } catch (MachineException e) {
            if (e.code() != ErrorCode.STORE_DAMAGED) {
                throw e;
            }
            return reader.salvage(folder(name), e);
        }
    }

    /**
     * Reserve a machine's name: make its folder with both files in it, at once.
     *
     * @param secretOptions names of driver options whose values are not to be written
     * @throws MachineException with {@link ErrorCode#MACHINE_EXISTS} if the name is taken, also by one that differs
     *     only in case, or {@link ErrorCode#STORE_IO}
     */
    public MachineRecord create(MachineSpec spec, Set<String> secretOptions) {
        String name = spec.name();
        try (LockFile gate = locks.gate("create " + name)) {
            folders.requireFree(name);
            folders.add(name, draft -> {
                AtomicFile.write(draft.resolve(OwnRecord.FILE_NAME),
                        json.write(OwnRecord.initial(spec, secretOptions, clock)));
                AtomicFile.write(draft.resolve(SharedConfig.FILE_NAME),
                        json.write(SharedConfig.initial(spec, folder(name), certificates)));
            });
            folders.collectRemoved();
        } catch (IOException e) {
            throw StoreErrors.io("Making the record of the machine " + name, folder(name), e);
        }
        return open(name);
    }

    /**
     * Delete a machine's folder and all in it. From the first moment on the machine is gone for everyone.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_NOT_FOUND}, or {@link ErrorCode#STORE_IO} if the folder
     *     cannot be deleted; what is left of it, under a hidden name, is tried again with the next machine
     */
    public void delete(String name) {
        try {
            PrivateFolders.delete(hide(name));
            folders.collectRemoved();
        } catch (IOException e) {
            throw StoreErrors.io("Deleting the record of the machine " + name, folder(name), e);
        }
    }

    private Path hide(String name) throws IOException {
        try (LockFile gate = locks.gate("delete " + name)) {
            if (!exists(name)) {
                throw StoreErrors.notFound(folder(name));
            }
            return folders.hide(name);
        }
    }

    /** Return where the cluster of a name has its folder, whether or not it is there. */
    public Path clusterFolder(String name) {
        return root.resolve("clusters").resolve(MachineSpec.requireValidName(name));
    }

    /**
     * Take the lock that every operation that changes a cluster as a whole must hold; otherwise as {@link #lock}. The
     * locks of its machines are taken after it.
     */
    public MachineLock lockCluster(String name, String operation, Duration timeout) {
        return locks.cluster(MachineSpec.requireValidName(name), operation, timeout);
    }

    /** Take the lock under which the tunnel to a machine's engine is opened and closed; otherwise as {@link #lock}. */
    public MachineLock lockTunnel(String name, Duration timeout) {
        return locks.tunnel(folder(name).getFileName().toString(), timeout);
    }

    /**
     * Take the lock that every operation that changes a machine must hold. It works between processes and between the
     * threads of this one; the machine need not be there.
     *
     * @param operation what is going to be done, for those who have to wait
     * @param timeout how long to wait for another holder
     * @throws MachineException with {@link ErrorCode#MACHINE_LOCKED} that names the holder, {@link ErrorCode#CANCELLED}
     *     or {@link ErrorCode#STORE_IO}
     */
    public MachineLock lock(String name, String operation, Duration timeout) {
        return locks.machine(folder(name).getFileName().toString(), operation, timeout);
    }
}
