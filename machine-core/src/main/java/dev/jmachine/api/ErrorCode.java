package dev.jmachine.api;

/**
 * Stable names for what can go wrong; scripts may rely on them, and the command line looks advice up by them.
 *
 * <p>Constants are added, never renamed. What each means for the user stands in {@code docs/errors.md}.
 */
public enum ErrorCode {
    /** An argument of the caller is malformed: a name, an option value, a specification. */
    INVALID_ARGUMENT,
    /** No driver of that name is installed. */
    DRIVER_NOT_FOUND,
    /** A driver is installed but its code cannot be loaded. */
    DRIVER_BROKEN,
    /** The driver cannot work on this computer as it is: something is missing or switched off. */
    DRIVER_NOT_READY,
    /** A check made before anything was created has failed. */
    PRECREATE_CHECK_FAILED,
    /** The driver does not offer this action. */
    UNSUPPORTED,
    /** No machine of that name is in the store. */
    MACHINE_NOT_FOUND,
    /** A machine of that name is in the store already. */
    MACHINE_EXISTS,
    /** The machine's creation was cut short and not continued yet. */
    MACHINE_UNFINISHED,
    /** Another process works on the machine. */
    MACHINE_LOCKED,
    /** The machine is not in a state in which this action makes sense. */
    WRONG_STATE,
    /** A file of the store is damaged or of a version that this program does not know. */
    STORE_DAMAGED,
    /** The store cannot be read or written: rights, space, device. */
    STORE_IO,
    /** An image could not be built, fetched, verified or read. */
    IMAGE,
    /** The provider refused or failed an action. */
    PROVIDER,
    /** The provider's object that belongs to the machine no longer exists. */
    PROVIDER_NOT_FOUND,
    /** The provider refuses for want of quota or room. */
    QUOTA,
    /** The provider does not accept the credentials. */
    AUTHENTICATION,
    /** A port that the machine needs is in use. */
    PORT_IN_USE,
    /** SSH cannot be reached: refused, no route, no answer. */
    SSH_UNREACHABLE,
    /** The host does not accept the SSH user or key. */
    SSH_AUTHENTICATION,
    /** The host shows another SSH host key than the pinned one. */
    HOST_KEY_CHANGED,
    /** An SSH connection broke, or a transfer over it failed. */
    SSH_FAILED,
    /** The SSH user can neither act as root nor use sudo without a password. */
    NO_ROOT,
    /** The host's operating system is not one that can be provisioned. */
    OS_UNSUPPORTED,
    /** Docker Engine could not be installed. */
    ENGINE_INSTALL_FAILED,
    /** Docker Engine could not be upgraded; it runs as it did. */
    ENGINE_UPGRADE_FAILED,
    /** The installed engine does not know one of the settings asked for. */
    ENGINE_SETTING_UNKNOWN,
    /** Docker Engine does not start. */
    ENGINE_NOT_STARTED,
    /** Docker Engine does not answer at its TLS port. */
    ENGINE_UNREACHABLE,
    /** The TLS hand-shake with the engine failed: certificate expired, unknown authority, wrong name. */
    TLS,
    /** Another step of provisioning failed on the host. */
    PROVISIONING_FAILED,
    /** The engine refused a request; what it says is told. */
    ENGINE_REFUSED,
    /** A swarm, or a node of one, is not there, or the machine is in none. */
    SWARM_NOT_FOUND,
    /** The machine is in another swarm already. */
    SWARM_OTHER,
    /** No manager of the swarm can be reached, or the managers reached have no leader. */
    SWARM_NO_MANAGER,
    /** The swarm would lose, or has lost, the majority of its managers. */
    SWARM_QUORUM,
    /** The swarm's managers are locked and the key is not known here. */
    SWARM_LOCKED,
    /** Machines that are to form a swarm cannot reach one another. */
    SWARM_PORTS,
    /** A cluster file has an error, or the cluster it describes is not known. */
    CLUSTER_FILE,
    /** A stack could not be deployed, or its services do not converge. */
    STACK,
    /** A deadline passed. */
    TIMEOUT,
    /** The work was cancelled by interruption. */
    CANCELLED,
    /** Some of several machines failed. */
    PARTIAL_FAILURE,
    /** A fault in this program. */
    INTERNAL
}
