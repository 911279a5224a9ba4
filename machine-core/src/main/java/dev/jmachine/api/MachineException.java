package dev.jmachine.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Reports why an operation on a machine failed: a stable code, what was being done, and what happened.
 *
 * <p>The two sentences are kept apart so that a front end can set them on lines of their own and add advice in its own
 * terms. They never hold secrets. Instances are immutable.
 */
public class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String activity;
    private final String problem;
    private final String machine;
    private final String step;
    private final String driver;

    /**
     * Create an exception that knows no machine yet.
     *
     * @param code what went wrong, as a stable code
     * @param activity what was being done, such as "Starting the machine"
     * @param problem what happened, as a sentence
     */
    public MachineException(ErrorCode code, String activity, String problem) {
        this(code, activity, problem, null);
    }

    /**
     * Create an exception with a cause.
     *
     * @param code what went wrong, as a stable code
     * @param activity what was being done
     * @param problem what happened, as a sentence
     * @param cause the underlying failure, or null
     */
    public MachineException(ErrorCode code, String activity, String problem, Throwable cause) {
        this(code, activity, problem, cause, null, null, null);
    }

    private MachineException(
            ErrorCode code, String activity, String problem, Throwable cause, String machine, String step, String driver) {
        super(activity + ": " + problem, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.activity = Objects.requireNonNull(activity, "activity");
        this.problem = Objects.requireNonNull(problem, "problem");
        this.machine = machine;
        this.step = step;
        this.driver = driver;
    }

    /**
     * Return this failure placed: the same code and sentences, and where it happened for what is not known yet.
     *
     * @param machineName the machine's name
     * @param stepId the step's id, or null when no step was running
     * @param driverName the driver's name, or null
     * @return this exception when it is placed already, else a placed one caused by this
     */
    public MachineException at(String machineName, String stepId, String driverName) {
        if (machine != null) {
            return this;
        }
        MachineException placed =
                new MachineException(code, activity, problem, getCause(), machineName, stepId, driverName);
        placed.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            placed.addSuppressed(suppressed);
        }
        return placed;
    }

    /** Return the stable code. */
    public ErrorCode code() {
        return code;
    }

    /** Return what was being done. */
    public String activity() {
        return activity;
    }

    /** Return what happened. */
    public String problem() {
        return problem;
    }

    /** Return the machine's name, if the failure concerns one. */
    public Optional<String> machine() {
        return Optional.ofNullable(machine);
    }

    /** Return the id of the step that failed, if one was running. */
    public Optional<String> step() {
        return Optional.ofNullable(step);
    }

    /** Return the driver's name, if known. */
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }
}
