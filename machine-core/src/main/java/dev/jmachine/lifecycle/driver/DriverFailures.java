package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.operation.Failures;
import dev.jmachine.spi.FailureKind;

/** Turns what a driver failed with into a {@link MachineException}. */
public final class DriverFailures {

    private DriverFailures() {
    }

    /** Return the failure of an action that the driver does not offer. */
    public static MachineException unsupported(String driver, String action) {
        return new MachineException(ErrorCode.UNSUPPORTED, "Asking the driver \"" + driver + "\" for " + action,
                "The driver does not offer it.");
    }

    /** Return the failure itself when it is one of ours, else one made from the driver's verdict. */
    public static MachineException of(String activity, RuntimeException failure, FailureKind kind) {
        if (failure instanceof MachineException known) {
            return known;
        }
        ErrorCode code = switch (kind) {
            case NOT_FOUND -> ErrorCode.PROVIDER_NOT_FOUND;
            case QUOTA -> ErrorCode.QUOTA;
            case AUTHENTICATION -> ErrorCode.AUTHENTICATION;
            case ALREADY_EXISTS, TRANSIENT, OTHER -> ErrorCode.PROVIDER;
        };
        return new MachineException(code, activity, Failures.sentence(failure), failure);
    }
}
