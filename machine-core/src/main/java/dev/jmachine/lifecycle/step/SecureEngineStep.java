package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Puts certificates and settings in place, and the engine at its TLS port. */
final class SecureEngineStep implements Step<Session> {
    private final boolean newIdentity;

    /** Create the step; with {@code newIdentity} the server certificate is replaced even where it is still good. */
    SecureEngineStep(boolean newIdentity) {
        this.newIdentity = newIdentity;
    }

    @Override
    public String id() {
        return "engine-secure";
    }

    @Override
    public String title() {
        return "Setting Docker configuration on the remote daemon";
    }

    @Override
    public boolean done(Session session) {
        return !session.hasSsh();
    }

    @Override
    public void run(Session session) {
        EngineSecurity.apply(session, newIdentity);
    }
}
