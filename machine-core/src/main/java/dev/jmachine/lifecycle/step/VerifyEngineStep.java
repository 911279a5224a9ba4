package dev.jmachine.lifecycle.step;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import java.time.Duration;

/** Asks the engine over mutual TLS what it is, until it answers. */
final class VerifyEngineStep implements Step<Session> {
    private static final Duration ENGINE_START = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    @Override
    public String id() {
        return "engine-verify";
    }

    @Override
    public String title() {
        return "Checking connection to Docker";
    }

    @Override
    public boolean done(Session session) {
        return !session.hasSsh();
    }

    @Override
    public void run(Session session) {
        session.chooseTunnelPort();
        session.openTunnel();
        EngineClient engine = new EngineClient(session.network().engine(), session.record().folder());
        Deadline deadline = Deadline.after(ENGINE_START);
        deadline.await("the engine at " + session.network().engine(), INTERVAL, () -> answers(session, engine, deadline));
    }

    private static boolean answers(Session session, EngineClient engine, Deadline deadline) {
        try {
            EngineStatus status = engine.status(ANSWER);
            session.events().progress("Docker " + status.version() + " is up and running", 0, 0);
            return true;
        } catch (MachineException e) {
            boolean mayCome = e.code() == ErrorCode.ENGINE_UNREACHABLE || e.code() == ErrorCode.TIMEOUT;
            if (!mayCome || deadline.expired()) {
                throw e;
            }
            return false;
        }
    }
}
