package dev.jmachine.operation;

import dev.jmachine.api.MachineEvent;

/**
 * One idempotent step of an operation. Implementations are stateless.
 *
 * @param <S> what it works on
 */
public interface Step<S> {

    /** Return the step's stable id, such as {@code engine-install}. */
    String id();

    /** Return what the user reads while it runs. */
    String title();

    /** Return whether there is nothing to do. */
    default boolean done(S subject) {
        return false;
    }

    /** Do the step; what an earlier attempt has done already is kept. */
    void run(S subject);

    /** Return the step as events tell it. */
    default MachineEvent.Step event() {
        return new MachineEvent.Step(id(), title());
    }
}
