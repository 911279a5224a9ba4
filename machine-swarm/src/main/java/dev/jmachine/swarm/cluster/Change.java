package dev.jmachine.swarm.cluster;

/**
 * One thing that makes a cluster what its file says. All are immutable.
 *
 * <p>The texts of {@link #description()} are for people and may change; {@link #id()} and {@link #kind()} may not.
 */
public sealed interface Change permits MachineChange, SwarmChange, ContentChange {

    /** What a change does to its subject. */
    enum Kind {
        /** It is made. */
        CREATE,
        /** It is changed and stays. */
        CHANGE,
        /** It is removed and made anew. */
        REPLACE,
        /** It is removed. */
        REMOVE
    }

    /** Return the name of what is changed: a machine, an image, a network, a config, a secret, a stack or the swarm. */
    String subject();

    /** Return what is done to it. */
    Kind kind();

    /** Return a stable name of this sort of change, such as {@code create-machine}. */
    String id();

    /** Return what is done, for people, such as {@code machine w1 is made with driver qemu and enrolled as worker}. */
    String description();
}
