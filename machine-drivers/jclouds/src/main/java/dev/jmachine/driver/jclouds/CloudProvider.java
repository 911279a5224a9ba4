package dev.jmachine.driver.jclouds;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.time.Duration;
import java.util.Map;

/** What differs from provider to provider around {@link Cloud}. Implementations are stateless and do no I/O. */
public interface CloudProvider {

    /** Return the key of docker-machine's state that holds the server's id. */
    String idKey();

    /**
     * Return what is saved before anything is made: all settings that later calls rely on, and the names of what is
     * going to be made.
     */
    Map<String, Object> settings(DriverContext context);

    /** Return how long the provider may take over one action. */
    Duration patience(DriverContext context);

    /** Return after how long a change is looked for first; at once by default. */
    default Duration beforeLooking() {
        return Duration.ZERO;
    }

    /**
     * Check the options as such, without asking the provider.
     *
     * @throws dev.jmachine.api.MachineException with a code that says what is wrong
     */
    void require(DriverOptions options);

    /**
     * Open the account for a machine.
     *
     * @param saved whether the settings are to be taken from the state, else from the options
     */
    Cloud open(DriverContext context, boolean saved);
}
