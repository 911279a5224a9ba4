package dev.jmachine.lifecycle.step;

import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.Driver;
import java.util.function.Consumer;

/**
 * Has the driver start, stop, kill, restart or remove the machine.
 *
 * @param id the step's id
 * @param title what the user reads
 * @param action the driver's action
 */
record PowerStep(String id, String title, Consumer<Driver> action) implements Step<Session> {

    static final PowerStep START = new PowerStep("start", "Starting machine", Driver::start);
    static final PowerStep STOP = new PowerStep("stop", "Stopping machine", Driver::stop);
    static final PowerStep KILL = new PowerStep("kill", "Killing machine", Driver::kill);
    static final PowerStep RESTART = new PowerStep("restart", "Restarting machine", Driver::restart);
    static final PowerStep REMOVE = new PowerStep("remove", "Removing machine", Driver::remove);

    @Override
    public void run(Session session) {
        session.disconnect();
        session.closeTunnel();
        action.accept(session.driver());
    }
}
