package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Installs Docker Engine where there is none. */
final class InstallEngineStep implements Step<Session> {

    @Override
    public String id() {
        return "engine-install";
    }

    @Override
    public String title() {
        return "Installing Docker";
    }

    @Override
    public boolean done(Session session) {
        return !session.hasSsh();
    }

    @Override
    public void run(Session session) {
        session.facts(session.provisioner().installEngine(session.facts(), session.spec().engine()));
    }
}
