package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.MachineNetwork;
import java.util.Optional;

/** Makes the engine's certificate valid for an address that has changed while the machine was off. */
final class FollowAddressStep implements Step<Session> {

    @Override
    public String id() {
        return "follow-address";
    }

    @Override
    public String title() {
        return "Following the machine's new address";
    }

    @Override
    public boolean done(Session session) {
        MachineNetwork now = session.driver().network();
        return now.ssh().isEmpty() || session.record().address().equals(Optional.of(now.address()));
    }

    @Override
    public void run(Session session) {
        EngineSecurity.apply(session, false);
    }
}
