package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import dev.jmachine.store.MachineStore;
import java.nio.file.Files;

/**
 * Makes the store's certificate authority and client certificate where they are missing; for a host with SSH they are
 * begun beside the steps before, with the certificate of its engine.
 */
final class CertificatesStep implements Step<Session> {
    /** The file that is made last: where it is, all are. */
    private static final String LAST_FILE = "cert.pem";

    @Override
    public String id() {
        return "certificates";
    }

    @Override
    public String title() {
        return "Creating CA and client certificate";
    }

    @Override
    public boolean done(Session session) {
        MachineStore store = session.environment().store();
        return Files.exists(store.certificates().resolve(LAST_FILE));
    }

    @Override
    public void run(Session session) {
        session.identity().authority();
    }
}
