package dev.jmachine.driver.jclouds;

import dev.jmachine.api.OwnedObject;
import java.util.List;
import java.util.Optional;

/**
 * An account at a provider, as {@link CloudDriver} needs it for one machine: what lies between our driver and a jclouds
 * context. For one thread, for one call of the driver; closing it ends the context and its threads.
 *
 * <p>Nothing is tried again in it; failures are {@link dev.jmachine.api.MachineException}s.
 */
public interface Cloud extends AutoCloseable {
    /** The tag that holds the machine's id. */
    String MACHINE_TAG = "jmachine-id";
    /**
     * The key set in the state before the server is asked for: from then on it may be there without its id being known.
     * Machines that docker-machine made lack it.
     */
    String ASKED_FOR = "ServerAskedFor";

    /** Check the options against what is there at the provider. */
    void check();

    /**
     * Make the server and what it needs, after its settings were saved; goes on where an earlier attempt was cut short,
     * except that it does not look whether the server itself is there.
     *
     * @param again whether there was an earlier attempt
     * @return the server's id
     */
    String make(boolean again);

    /** Return the server of an id, unless the provider says that there is none. */
    Optional<CloudServer> server(String id);

    /** Return the server that was made for the machine, by the mark that it bears; for when its id is not known. */
    Optional<CloudServer> marked();

    /**
     * Give the server, which runs, the address that users are to reach it at, unless it has it, and return it with that
     * address.
     */
    CloudServer publish(CloudServer server);

    /** Ask for it to be started. */
    void start(String id);

    /** Ask for it to be shut down. */
    void stop(String id);

    /** Ask for it to be switched off at once, or as nearly so as the provider offers. */
    void kill(String id);

    /** Ask for it to be restarted. */
    void restart(String id);

    /** Take away what was given to the server, and ask for its deletion; harmless when it is gone. */
    void delete(CloudServer server);

    /** Take away all that was made beside the server, which is gone. */
    void dispose();

    /** List what bears our mark, whatever machine it was made for. */
    List<OwnedObject> owned();

    @Override
    void close();
}
