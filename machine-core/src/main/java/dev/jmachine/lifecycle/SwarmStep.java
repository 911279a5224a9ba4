package dev.jmachine.lifecycle;

import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.ProgressEvents;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Enrols the machine in the swarm that it was made for. */
final class SwarmStep implements Step<Session> {

    @Override
    public String id() {
        return "swarm-enrol";
    }

    @Override
    public String title() {
        return "Configuring swarm";
    }

    @Override
    public void run(Session session) {
        Environment environment = session.environment();
        Swarms.enrolment().enrol(new StoreMachine(environment, session.record().name()),
                new StoreMachines(environment, 1), session.spec().swarm(), new ProgressEvents(session.events()));
    }
}
