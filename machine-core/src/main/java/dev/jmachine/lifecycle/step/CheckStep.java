package dev.jmachine.lifecycle.step;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Readiness;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;

/** Looks whether the driver can work here and whether it likes the options, before anything is made. */
final class CheckStep implements Step<Session> {
    static final String ID = "check";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Running pre-create checks";
    }

    @Override
    public boolean done(Session session) {
        return session.record().journal().isDone(CreateStep.ID);
    }

    @Override
    public void run(Session session) {
        Readiness readiness = session.factory().readiness(session.context().options());
        if (!readiness.ready()) {
            throw new MachineException(ErrorCode.DRIVER_NOT_READY,
                    "Checking whether the driver \"" + session.factory().name() + "\" can work here",
                    readiness.detail() + (readiness.fix().isEmpty() ? "" : " To mend it: " + readiness.fix()));
        }
        session.checkBastion();
        session.chooseTunnelPort();
        session.driver().check();
    }
}
