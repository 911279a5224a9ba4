package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import dev.jmachine.provision.HostFacts;

/** Finds out what the host is. */
final class DetectStep implements Step<Session> {

    @Override
    public String id() {
        return "detect";
    }

    @Override
    public String title() {
        return "Detecting the provisioner";
    }

    @Override
    public boolean done(Session session) {
        return !session.hasSsh();
    }

    @Override
    public void run(Session session) {
        HostFacts facts = session.facts();
        session.events().progress("Provisioning with " + facts.operatingSystem(), 0, 0);
    }
}
