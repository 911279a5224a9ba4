package dev.jmachine.spi;

import dev.jmachine.api.Machine;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;

/**
 * Enrols machines in swarms while they are made, and takes them out before they are removed; found by
 * {@link java.util.ServiceLoader}. Implementations are stateless.
 *
 * <p>The machine's lock is held by the caller: only what a {@link Machine} offers for reading may be used of it.
 */
public interface SwarmEnrolment {

    /**
     * Check before a machine is made whether it can be enrolled as wished.
     *
     * @throws dev.jmachine.api.MachineException with a code that says what is wrong
     */
    void check(Machines machines, SwarmSpec wish);

    /** Return whether the store remembers the machine to be in a swarm. Asks nobody. */
    boolean enrolled(Machine machine);

    /** Bring a machine, whose engine answers, into the swarm wished for. Idempotent. */
    void enrol(Machine machine, Machines machines, SwarmSpec wish, ProgressSink sink);

    /**
     * Take a machine that is about to be removed out of its swarm, if it is in one, so that the swarm forgets it.
     *
     * @param force even when the swarm thereby loses its quorum, or cannot be asked
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#SWARM_QUORUM} when the swarm
     *     would lose its quorum
     */
    void release(Machine machine, Machines machines, boolean force, ProgressSink sink);
}
