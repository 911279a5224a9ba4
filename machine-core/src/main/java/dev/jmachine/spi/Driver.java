package dev.jmachine.spi;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import java.util.List;

/**
 * One machine at its provider.
 *
 * <p>Knows nothing of Docker. Every action is idempotent and goes on where an earlier attempt was cut short at any
 * instant. Used by one thread at a time. Every call honours interruption and has a deadline of its own; failures are
 * {@link dev.jmachine.api.MachineException}s, or any exception that {@link #classify} understands.
 *
 * <p>Options are read in {@link #check()} and {@link #create()} only, from {@link DriverContext#options()}; what is
 * needed later is saved in {@link DriverContext#state()}, which is all that the other calls may rely on.
 */
public interface Driver {

    /**
     * Check the options against what is there, before anything is made: values, ports, images, quota, credentials.
     *
     * @throws dev.jmachine.api.MachineException with a code that says what is wrong
     */
    void check();

    /**
     * Make the machine and start it. First <em>saves</em> the name of each external thing, then makes it under that
     * name, then saves its id, so that {@link #remove()} finds whatever was made.
     */
    void create();

    /**
     * Take away all that was recorded; succeed when it is gone already. Where the machine's record is damaged the
     * state may be empty: then whatever the folder and the machine's id still tell is taken away.
     */
    void remove();

    /** Start the machine; succeed when it runs already. Returns when the provider says that it runs. */
    void start();

    /** Shut the machine down in an orderly way; succeed when it is off already. Returns when it is off. */
    void stop();

    /** Switch the machine off at once; succeed when it is off already. */
    void kill();

    /** Restart the machine, or start it when it is off. */
    void restart();

    /**
     * Ask the provider for the state; never answers from memory.
     *
     * @return {@link MachineState#NOT_FOUND} when the provider says that there is no such machine, and
     *     {@link MachineState#TIMEOUT} when the provider cannot be asked
     */
    MachineState status();

    /**
     * Tell where the machine is reached now.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#WRONG_STATE} when it has no
     *     address, as when it is off and gets one anew at each start
     */
    MachineNetwork network();

    /** Say what kind of failure an exception from this driver's provider is. */
    default FailureKind classify(Throwable failure) {
        return FailureKind.OTHER;
    }

    /** Return the last lines of the machine's console, to explain why it does not come up; empty when there is none. */
    default List<String> console() {
        return List.of();
    }

    /**
     * List what bears this library's mark at the provider, whatever machine it was made for and whether or not a store
     * knows of it. Offered by drivers with {@link dev.jmachine.api.Capability#FIND_OWNED}.
     *
     * <p>Called without a machine: {@link DriverContext#state()} is empty, and where to look stands in
     * {@link DriverContext#options()}.
     */
    default List<OwnedObject> findOwned() {
        return List.of();
    }
}
