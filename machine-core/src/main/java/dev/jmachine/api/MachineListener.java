package dev.jmachine.api;

/**
 * Follows operations on machines.
 *
 * <p>For each machine and operation the calls come in this order, where a skipped step counts as one that is done:
 *
 * <pre>
 * operationStarted
 * ( stepSkipped | stepStarted ( stepProgressed | notice )* ( stepFinished | stepFailed ) )*
 * ( operationFinished | operationFailed )
 * </pre>
 *
 * <p>A notice may also come without an operation, where a machine is only asked for something; it bears the driver's
 * name where a provider is asked without a machine.
 *
 * <p>A method that is not overridden hands its event to {@link #event}.
 *
 * <p>Calls for one machine come one after the other; calls for different machines may come side by side, from threads
 * of the library, so an implementation must be thread-safe. What a listener throws is logged and does not disturb the
 * operation.
 */
public interface MachineListener {

    /** Listens to nothing. */
    MachineListener NOOP = new MachineListener() {
    };

    /** Something has happened that the listener has no method of its own for. */
    default void event(MachineEvent event) {
    }

    /** An operation has begun. */
    default void operationStarted(MachineEvent.OperationStarted event) {
        event(event);
    }

    /** A step has begun. */
    default void stepStarted(MachineEvent.StepStarted event) {
        event(event);
    }

    /** A step has come forward. */
    default void stepProgressed(MachineEvent.StepProgressed event) {
        event(event);
    }

    /** The user should be told something. */
    default void notice(MachineEvent.Notice event) {
        event(event);
    }

    /** A step was done already. */
    default void stepSkipped(MachineEvent.StepSkipped event) {
        event(event);
    }

    /** A step has been done. */
    default void stepFinished(MachineEvent.StepFinished event) {
        event(event);
    }

    /** A step has failed. */
    default void stepFailed(MachineEvent.StepFailed event) {
        event(event);
    }

    /** An operation has succeeded. */
    default void operationFinished(MachineEvent.OperationFinished event) {
        event(event);
    }

    /** An operation has failed. */
    default void operationFailed(MachineEvent.OperationFailed event) {
        event(event);
    }
}
