package dev.jmachine.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store of machines and the drivers that make them: the entry to this library.
 *
 * <pre>{@code
 * try (Machines machines = Machines.builder().open()) {
 *     Machine dev = machines.create(MachineSpec.builder("dev", "qemu").build());
 *     System.out.println(dev.url());
 * }
 * }</pre>
 *
 * <p>Instances are thread-safe. Several processes may work on one store at the same time.
 */
public interface Machines extends AutoCloseable {

    /** Return a builder with the defaults: docker-machine's store, the installed drivers, no listener. */
    static MachinesBuilder builder() {
        return new MachinesBuilder();
    }

    /** Return the store's folder. */
    Path storagePath();

    /**
     * Make a machine, or go on making it where an earlier attempt with the same specification was cut short.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_EXISTS} if it is there already, and many other codes
     */
    Machine create(MachineSpec spec);

    /**
     * Make several machines side by side. One that fails does not stop the others.
     *
     * @return the machines, in the order of the specifications
     * @throws BatchException if any fails; it carries those that succeeded
     */
    List<Machine> create(List<MachineSpec> specs);

    /**
     * Go on making a machine whose creation was cut short, with the specification it was begun with.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_EXISTS} if it is finished, or
     *     {@link ErrorCode#MACHINE_NOT_FOUND}
     */
    Machine resume(String name);

    /**
     * Return a machine.
     *
     * @throws MachineException with {@link ErrorCode#MACHINE_NOT_FOUND} if it is not in the store
     */
    Machine get(String name);

    /** Return whether a machine of that name is in the store, finished or not. */
    boolean exists(String name);

    /** Return all machines, those with damaged records too, in natural order of their names. */
    List<Machine> list();

    /** Return the names of the installed drivers, without loading any. */
    List<String> driverNames();

    /**
     * Return what a driver says of itself.
     *
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_FOUND} or {@link ErrorCode#DRIVER_BROKEN}
     */
    DriverDescription driver(String name);

    /**
     * Find out whether a driver can work on this computer.
     *
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_FOUND} or {@link ErrorCode#DRIVER_BROKEN}
     */
    Readiness readiness(String driver);

    /**
     * Return the images that a driver makes machines from.
     *
     * @throws MachineException with {@link ErrorCode#UNSUPPORTED} if the driver keeps none, and as {@link #driver}
     */
    default MachineImages images(String driver) {
        throw new MachineException(ErrorCode.UNSUPPORTED, "Opening the images of driver \"" + driver + "\"",
                "This driver keeps no images.");
    }

    /**
     * List what bears this library's mark at a driver's provider and belongs to no machine of this store: what was left
     * when a store was lost or a machine removed by force, and what other stores have made with the same account.
     *
     * @param options values of the driver's options that say where to look, such as region and credentials
     * @throws MachineException with {@link ErrorCode#UNSUPPORTED} if the driver cannot tell, and as {@link #driver}
     */
    default List<OwnedObject> findOrphans(String driver, Map<String, List<String>> options) {
        throw new MachineException(ErrorCode.UNSUPPORTED, "Looking for what driver \"" + driver + "\" has made",
                "This driver cannot tell.");
    }

    /**
     * Return when the first of the certificates ends with which engines are reached, the store's authority's and the
     * client's; empty when it has none. Reads two small files.
     */
    default Optional<Instant> certificateExpiry() {
        return Optional.empty();
    }

    /** End what the library started; machines stay. Closing twice is harmless. */
    @Override
    void close();
}
