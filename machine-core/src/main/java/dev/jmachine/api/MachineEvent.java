package dev.jmachine.api;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened while an operation on a machine went on. See {@link MachineListener} for the order.
 *
 * <p>All events are immutable.
 */
public sealed interface MachineEvent {

    /** Return the machine's name. */
    String machine();

    /** Return when it happened. */
    Instant time();

    /** Hand this event to the listener's method for its type. */
    void deliverTo(MachineListener listener);

    /**
     * One step of an operation.
     *
     * @param id a stable name, such as {@code engine-install}
     * @param title what the user reads, such as "Installing Docker Engine"
     */
    record Step(String id, String title) {
    }

    /**
     * An operation has begun.
     *
     * @param operation {@code create}, {@code start}, {@code stop}, {@code kill}, {@code restart}, {@code remove},
     *     {@code provision}, {@code upgrade} or {@code regenerate-certs}
     * @param steps all steps that it may take, in order
     */
    record OperationStarted(String machine, Instant time, String operation, List<Step> steps)
            implements MachineEvent {
        /** Copy the steps. */
        public OperationStarted {
            steps = List.copyOf(steps);
        }

        @Override
        public void deliverTo(MachineListener listener) {
            listener.operationStarted(this);
        }
    }

    /** A step has begun. */
    record StepStarted(String machine, Instant time, Step step) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.stepStarted(this);
        }
    }

    /**
     * A step has come forward.
     *
     * @param message what is being done now
     * @param done units done so far, or 0
     * @param total all units, or 0 when it is not known
     */
    record StepProgressed(String machine, Instant time, Step step, String message, long done, long total)
            implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.stepProgressed(this);
        }
    }

    /** The user should be told something, such as a choice that was made for them. */
    record Notice(String machine, Instant time, String message) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.notice(this);
        }
    }

    /** A step was done already and has been passed over. */
    record StepSkipped(String machine, Instant time, Step step) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.stepSkipped(this);
        }
    }

    /** A step has been done. */
    record StepFinished(String machine, Instant time, Step step) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.stepFinished(this);
        }
    }

    /** A step has failed; the operation fails with it. */
    record StepFailed(String machine, Instant time, Step step, MachineException failure) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.stepFailed(this);
        }
    }

    /** An operation has succeeded. */
    record OperationFinished(String machine, Instant time, String operation) implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.operationFinished(this);
        }
    }

    /** An operation has failed. */
    record OperationFailed(String machine, Instant time, String operation, MachineException failure)
            implements MachineEvent {
        @Override
        public void deliverTo(MachineListener listener) {
            listener.operationFailed(this);
        }
    }
}
