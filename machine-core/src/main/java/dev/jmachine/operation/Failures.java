package dev.jmachine.operation;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/** Turns what went wrong into a {@link MachineException}. */
public final class Failures {

    private Failures() {
    }

    /** Return any failure as one of ours. */
    public static MachineException of(String activity, RuntimeException failure) {
        return failure instanceof MachineException known
                ? known
                : new MachineException(ErrorCode.INTERNAL, activity, sentence(failure), failure);
    }

    /** Return what an exception of another library says, in words at least its type. */
    public static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }
}
