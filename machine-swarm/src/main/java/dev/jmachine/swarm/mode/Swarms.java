package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machines;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.SwarmSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The swarms that the machines of a store are in: where to begin one, and how to reach it.
 *
 * <p>Thread-safe. What it does is told to the listener as operations on the machines.
 */
public final class Swarms {
    private final Machines machines;
    private final MachineListener listener;

    /** Create the view; asks nobody yet. The machines stay the caller's to close. */
    public Swarms(Machines machines, MachineListener listener) {
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

    /**
     * Begin a swarm whose first manager is a machine; the same again is no error.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#SWARM_OTHER} if it is in a swarm
     *     that others began
     */
    public Swarm init(String machine, SwarmSpec wish) {
        throw new UnsupportedOperationException();
    }

    /**
     * Return the swarm that a machine is, or last was, in; reached through any of its managers in the store, also when
     * that machine itself is down.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#SWARM_NOT_FOUND}
     */
    public Swarm of(String machine) {
        throw new UnsupportedOperationException();
    }

    /** Return the swarm of an id, such as a cluster's record holds; fails as {@link #of} does. */
    public Swarm withId(String id) {
        throw new UnsupportedOperationException();
    }

    /** Ask all machines side by side, each for at most that long, which swarms they are in. */
    public List<SwarmSummary> list(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Begin a new swarm on a machine from a backup of another's state. */
    public Swarm restore(String machine, Path backup) {
        throw new UnsupportedOperationException();
    }
}
