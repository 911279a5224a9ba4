package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Undoes on an adopted host what provisioning did to it. */
final class CleanHostStep implements Step<Session> {

    @Override
    public String id() {
        return "clean-host";
    }

    @Override
    public String title() {
        return "Cleaning the host";
    }

    @Override
    public void run(Session session) {
        session.provisioner().clean();
    }
}
