package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;

/** Clusters described in files, made of the machines of a store. Thread-safe. */
public final class Clusters {
    private final Machines machines;
    private final MachineListener listener;

    /** Create the view; reads nothing yet. The machines stay the caller's to close. */
    public Clusters(Machines machines, MachineListener listener) {
        this.machines = machines;
        this.listener = listener;
    }

    /** Return the machines. */
    public Machines machines() {
        return machines;
    }

    /** Return the listener. */
    public MachineListener listener() {
        return listener;
    }
}
