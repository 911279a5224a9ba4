package dev.jmachine.operation;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells the listener what happens to one machine during one operation. For one thread at a time. */
public final class Events {
    private final MachineListener listener;
    private final Clock clock;
    private final String machine;
    private final String driver;
    private MachineEvent.Step current;

    /**
     * Create the teller of one operation.
     *
     * @param machine the machine's name
     * @param driver its driver's name, or null when it is not known
     */
    public Events(MachineListener listener, Clock clock, String machine, String driver) {
        this.listener = listener;
        this.clock = clock;
        this.machine = machine;
        this.driver = driver;
    }

    /** Return a failure that says where it happened. */
    MachineException placed(MachineException failure) {
        return failure.at(machine, currentStep(), driver);
    }

    /** Tell that an operation has begun. */
    public void operationStarted(String operation, List<MachineEvent.Step> steps) {
        deliver(new MachineEvent.OperationStarted(machine, now(), operation, steps));
    }

    /** Tell that it has succeeded. */
    public void operationFinished(String operation) {
        deliver(new MachineEvent.OperationFinished(machine, now(), operation));
    }

    /** Tell that it has failed. */
    public void operationFailed(String operation, MachineException failure) {
        deliver(new MachineEvent.OperationFailed(machine, now(), operation, failure));
    }

    /** Tell that a step has begun. */
    public void stepStarted(MachineEvent.Step step) {
        current = step;
        deliver(new MachineEvent.StepStarted(machine, now(), step));
    }

    /** Tell that a step was done already. */
    public void stepSkipped(MachineEvent.Step step) {
        deliver(new MachineEvent.StepSkipped(machine, now(), step));
    }

    /** Tell that the step that runs has been done. */
    public void stepFinished() {
        deliver(new MachineEvent.StepFinished(machine, now(), current));
        current = null;
    }

    /** Tell that the step that runs has failed. */
    public void stepFailed(MachineException failure) {
        deliver(new MachineEvent.StepFailed(machine, now(), current, failure));
        current = null;
    }

    /** Return the id of the step that runs, or null. */
    public String currentStep() {
        return current == null ? null : current.id();
    }

    /** Tell how far the step that runs has come; {@code total} is 0 when it is not known. */
    public void progress(String message, long done, long total) {
        if (current != null) {
            deliver(new MachineEvent.StepProgressed(machine, now(), current, message, done, total));
        }
    }

    /** Tell the user something, such as a choice that was made for them. */
    public void notice(String message) {
        deliver(new MachineEvent.Notice(machine, now(), message));
    }

    private Instant now() {
        return clock.instant();
    }

    private void deliver(MachineEvent event) {
        try {
            event.deliverTo(listener);
        } catch (RuntimeException e) {
            log("A machine listener has thrown; the operation goes on", e);
        }
    }

    /** Log a warning. The logger is not held: loggers take 20 ms to come up, which commands need not pay. */
    private static void log(String message, Throwable cause) {
        System.getLogger(Events.class.getName()).log(System.Logger.Level.WARNING, message, cause);
    }
}
