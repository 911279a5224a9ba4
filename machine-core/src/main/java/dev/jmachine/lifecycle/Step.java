package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineEvent;

/** One idempotent step of an operation. Implementations are stateless. */
interface Step {

    /** Return the step's stable id, such as {@code engine-install}. */
    String id();

    /** Return what the user reads while it runs. */
    String title();

    /** Return whether there is nothing to do. */
    default boolean done(Session session) {
        return false;
    }

    /** Do the step; what an earlier attempt has done already is kept. */
    void run(Session session);

    /** Return the step as events tell it. */
    default MachineEvent.Step event() {
        return new MachineEvent.Step(id(), title());
    }
}
