package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells the listener what happens to one machine during one operation. For one thread at a time. */
final class Events {
    private final MachineListener listener;
    private final Clock clock;
    private final String machine;
    private MachineEvent.Step current;

    Events(MachineListener listener, Clock clock, String machine) {
        this.listener = listener;
        this.clock = clock;
        this.machine = machine;
    }

    void operationStarted(String operation, List<MachineEvent.Step> steps) {
        deliver(new MachineEvent.OperationStarted(machine, now(), operation, steps));
    }

    void operationFinished(String operation) {
        deliver(new MachineEvent.OperationFinished(machine, now(), operation));
    }

    void operationFailed(String operation, MachineException failure) {
        deliver(new MachineEvent.OperationFailed(machine, now(), operation, failure));
    }

    void stepStarted(MachineEvent.Step step) {
        current = step;
        deliver(new MachineEvent.StepStarted(machine, now(), step));
    }

    void stepSkipped(MachineEvent.Step step) {
        deliver(new MachineEvent.StepSkipped(machine, now(), step));
    }

    void stepFinished() {
        deliver(new MachineEvent.StepFinished(machine, now(), current));
        current = null;
    }

    void stepFailed(MachineException failure) {
        deliver(new MachineEvent.StepFailed(machine, now(), current, failure));
        current = null;
    }

    /** Return the id of the step that runs, or null. */
    String currentStep() {
        return current == null ? null : current.id();
    }

    void progress(String message, long done, long total) {
        if (current != null) {
            deliver(new MachineEvent.StepProgressed(machine, now(), current, message, done, total));
        }
    }

    void notice(String message) {
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
