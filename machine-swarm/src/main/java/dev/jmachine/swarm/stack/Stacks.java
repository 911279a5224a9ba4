package dev.jmachine.swarm.stack;

import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.Swarms;
import java.util.List;

/**
 * Stacks of services on one swarm.
 *
 * <p>They are deployed by Docker's own tool on a manager, over SSH; all else is asked of that manager's engine. Not a
 * copy: each call asks anew. Thread-safe. Calls block until done, honour interruption, and throw
 * {@link dev.jmachine.api.MachineException}.
 */
public final class Stacks {
    private final Swarms swarms;
    private final Swarm swarm;

    /** Create the view of a swarm's stacks; asks nobody yet. */
    public Stacks(Swarms swarms, Swarm swarm) {
        this.swarms = swarms;
        this.swarm = swarm;
    }

    /**
     * Deploy a stack, or bring one that is there to what is asked for now, and wait until its services run as wanted.
     * The same again is no error. Told to the listener as an operation on the manager, then as one on each service.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#STACK} when a file is missing,
     *     the files ask for what a swarm cannot do, or services do not come to run, with what their tasks failed with
     */
    public void deploy(String name, StackRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Return the stacks by their names. */
    public List<StackSummary> list() {
        throw new UnsupportedOperationException();
    }

    /** Return the services of a stack by their names; none when there is no such stack. */
    public List<StackService> services(String name) {
        throw new UnsupportedOperationException();
    }

    /** Return the tasks of a stack, those of the past too as far as the swarm keeps them; the newest of each first. */
    public List<StackTask> tasks(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Remove a stack and wait until its services, tasks, networks, configs and secrets are gone.
     *
     * @return whether there was anything of it
     */
    public boolean remove(String name) {
        throw new UnsupportedOperationException();
    }
}
