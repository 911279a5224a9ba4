package dev.jmachine.api;

/** What a driver can do beyond creating, removing and telling the state. */
public enum Capability {
    /** Machines can be started, stopped, killed and restarted. */
    POWER,
    /** The host was there before and stays after removal: nothing of its identity is changed by provisioning. */
    ADOPTED,
    /** Machines of this driver reach one another at a stable address of their own. */
    PEER_NETWORK,
    /** What belongs to this store at the provider can be listed from the provider's side. */
    FIND_OWNED,
    /** Images that machines are made from are kept on this computer: {@link Machines#images(String)}. */
    IMAGES
}
