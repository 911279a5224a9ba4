package dev.jmachine.swarm.cluster;

import java.util.Locale;

/** The things of a swarm that a cluster file names and that stacks refer to as external. */
public enum ResourceType {
    /** An overlay network. */
    NETWORK,
    /** A config. */
    CONFIG,
    /** A secret. */
    SECRET;

    /** Return the word for one, such as {@code network}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return where the engine's API has them, such as {@code /networks}. */
    String path() {
        return "/" + word() + "s";
    }
}
