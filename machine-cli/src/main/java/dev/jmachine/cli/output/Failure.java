package dev.jmachine.cli.output;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/**
 * A failure with the first line that the user is to read, where docker-machine has one that scripts look for.
 *
 * <p>Immutable.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String heading;
    private final MachineException failure;

    /**
     * Create a failure.
     *
     * @param heading the first line of the report
     * @param failure what happened
     */
    public Failure(String heading, MachineException failure) {
        super(heading, failure);
        this.heading = heading;
        this.failure = failure;
    }

    /** Return a failure with no more to say than a code and a sentence. */
    public static Failure of(String heading, ErrorCode code, String problem) {
        return new Failure(heading, new MachineException(code, heading, problem));
    }

    /** Return the same for a failure that concerns a machine. */
    public static Failure of(String machine, String heading, ErrorCode code, String problem) {
        return new Failure(heading, new MachineException(code, heading, problem).at(machine, null, null));
    }

    /** Return the first line of the report. */
    public String heading() {
        return heading;
    }

    /** Return what happened. */
    public MachineException failure() {
        return failure;
    }
}
