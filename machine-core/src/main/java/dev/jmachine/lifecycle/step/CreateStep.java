package dev.jmachine.lifecycle.step;

import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/**
 * Has the driver make the machine; one that was made before the operation was cut short is started where needed. The
 * engine's certificate is begun as soon as the address is known.
 */
final class CreateStep implements Step<Session> {
    static final String ID = "create";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Creating machine";
    }

    @Override
    public void run(Session session) {
        if (!session.record().journal().isDone(ID)) {
            session.driver().create();
        } else if (session.driver().status() == MachineState.STOPPED) {
            session.driver().start();
        }
        if (session.network().ssh().isPresent()) {
            session.identity().begin();
        }
    }
}
