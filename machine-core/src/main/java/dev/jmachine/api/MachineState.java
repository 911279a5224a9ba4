package dev.jmachine.api;

/** The state of a machine as its provider tells it. The names shown are docker-machine's. */
public enum MachineState {
    /** The driver knows no states, as for a machine that is a URL only and does not answer. */
    NONE(""),
    /** Running. */
    RUNNING("Running"),
    /** Frozen in memory. */
    PAUSED("Paused"),
    /** Written to disk, to be resumed. */
    SAVED("Saved"),
    /** Switched off. */
    STOPPED("Stopped"),
    /** On its way to {@link #STOPPED}. */
    STOPPING("Stopping"),
    /** On its way to {@link #RUNNING}. */
    STARTING("Starting"),
    /** The provider reports a fault, or the machine's record is damaged. */
    ERROR("Error"),
    /** The provider or the host did not answer in time; nothing is known. */
    TIMEOUT("Timeout"),
    /** The provider says that the machine no longer exists. */
    NOT_FOUND("Not Found");

    private final String displayName;

    MachineState(String displayName) {
        this.displayName = displayName;
    }

    /** Return the name shown to users and matched by filters, such as {@code Running}. */
    public String displayName() {
        return displayName;
    }
}
