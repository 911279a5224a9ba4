package dev.jmachine.lifecycle;

import dev.jmachine.api.Machine;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.ProgressEvents;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/**
 * Has the swarm forget a machine that is about to be removed.
 *
 * @param force even when the swarm loses its quorum, or cannot be asked
 */
record LeaveSwarmStep(boolean force) implements Step<Session> {

    @Override
    public String id() {
        return "swarm-leave";
    }

    @Override
    public String title() {
        return "Leaving swarm";
    }

    @Override
    public boolean done(Session session) {
        Machine machine = new StoreMachine(session.environment(), session.record().name());
        return Swarms.find().filter(swarms -> swarms.enrolled(machine)).isEmpty();
    }

    @Override
    public void run(Session session) {
        Environment environment = session.environment();
        Swarms.enrolment().release(new StoreMachine(environment, session.record().name()),
                new StoreMachines(environment, 1), force, new ProgressEvents(session.events()));
    }
}
