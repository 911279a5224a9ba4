package dev.jmachine.cli.option;

/** Reports a command line that cannot be understood. The message is for the user. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean helpWanted;

    /** Create the report. */
    public UsageException(String message) {
        this(message, false);
    }

    private UsageException(String message, boolean helpWanted) {
        super(message);
        this.helpWanted = helpWanted;
    }

    /** Return a report that goes with the command's help, as docker-machine gives when a name is missing. */
    public static UsageException withHelp(String message) {
        return new UsageException(message, true);
    }

    /** Return whether the command's help is to be printed. */
    public boolean helpWanted() {
        return helpWanted;
    }
}
