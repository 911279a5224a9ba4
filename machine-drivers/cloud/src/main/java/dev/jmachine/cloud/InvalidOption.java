package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/** Tells that the value of an option is none. */
public final class InvalidOption {

    private InvalidOption() {
    }

    /** Return the failure, with {@link ErrorCode#INVALID_ARGUMENT}; the problem is a sentence. */
    public static MachineException of(String option, String problem) {
        return of(option, problem, null);
    }

    /** Return the failure, with what it comes from. */
    public static MachineException of(String option, String problem, Exception cause) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem, cause);
    }
}
