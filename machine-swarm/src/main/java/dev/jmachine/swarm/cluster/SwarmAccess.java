package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ObservedMachine.EngineMembership;
import java.time.Duration;
import java.util.Set;

/**
 * How machines are made a swarm, and what their engines are asked: the seam between what a cluster needs and what does
 * it. Thread-safe; fails as {@link dev.jmachine.swarm.mode.Swarms} does.
 */
interface SwarmAccess {

    /** Begin a swarm, or return it when the machine has begun it before. */
    ClusterSwarm begin(String machine, SwarmSpec wish, SwarmSettings settings);

    /** Return the swarm of an id. */
    ClusterSwarm withId(String id);

    /** Have a manager that still runs become the only one of its swarm, which has lost its majority. */
    ClusterSwarm recover(String machine);

    /** Ask a machine's engine for its part in a swarm. */
    EngineMembership membership(Machine machine, Duration timeout);

    /** Ask a machine's engine for the names of its images. */
    Set<String> images(Machine machine, Duration timeout);

    /** Put an image on a machine; one that is there already stays. */
    void load(Machine machine, ImageArchive image);

    /** Have a machine leave its swarm without asking or telling anybody; one that does not answer is only forgotten. */
    void abandon(Machine machine);
}
