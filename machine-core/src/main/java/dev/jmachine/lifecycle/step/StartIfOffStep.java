package dev.jmachine.lifecycle.step;

import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Starts a machine that is off, for what follows needs it on; it stays on afterwards. */
final class StartIfOffStep implements Step<Session> {

    @Override
    public String id() {
        return PowerStep.START.id();
    }

    @Override
    public String title() {
        return PowerStep.START.title();
    }

    @Override
    public boolean done(Session session) {
        return session.driver().status() != MachineState.STOPPED;
    }

    @Override
    public void run(Session session) {
        PowerStep.START.run(session);
    }
}
