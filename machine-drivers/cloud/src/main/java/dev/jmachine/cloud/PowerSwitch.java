package dev.jmachine.cloud;

import dev.jmachine.api.MachineState;

/** How one machine is switched at its provider. For one thread. */
public interface PowerSwitch {

    /** Return the provider's truth at this moment; {@link MachineState#NOT_FOUND} when there is no such machine. */
    MachineState state();

    /** Start the machine if it does not run, and wait until it does. */
    void start();

    /** Ask the guest to shut down if it runs, and wait until it is off. */
    void stop();

    /** Cut the machine off if it runs, and wait until it is off. */
    void kill();

    /** Restart the machine, or start it when it is off. */
    void restart();
}
