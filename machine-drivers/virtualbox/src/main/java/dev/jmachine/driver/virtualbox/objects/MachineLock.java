package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;

/** The right to change a machine or to command the one that runs: {@code ISession}, locked. */
public final class MachineLock extends RemoteObject implements AutoCloseable {
    private static final Duration POWER_DOWN = Duration.ofMinutes(2);

    private MachineLock(SoapClient client, String session) {
        super(client, "ISession", session);
    }

    static MachineLock take(SoapClient client, String session, Machine machine, String lockType) {
        MachineLock lock = new MachineLock(client, session);
        try {
            machine.call("lockMachine", "session", session, "lockType", lockType);
            return lock;
        } catch (VirtualBoxFault e) {
            lock.abandon(e);
            throw e;
        }
    }

    /** Return the lock of a session that VirtualBox itself locks, as in starting a machine. */
    static MachineLock of(SoapClient client, String session) {
        return new MachineLock(client, session);
    }

    /** Return the machine, as it can be changed under this lock. */
    public Machine machine() {
        return new Machine(client(), call("getMachine").text());
    }

    /** Press the power button. */
    public void powerButton() {
        console("powerButton");
    }

    /** Let a machine go on that was halted. */
    public void resume() {
        console("resume");
    }

    /** Switch the machine off, and wait until it is. */
    public void powerDown() {
        String progress = callOn("IConsole", call("getConsole").text(), "powerDown").text();
        new Progress(client(), progress).await("Switching the machine off", POWER_DOWN);
    }

    private void console(String method) {
        callOn("IConsole", call("getConsole").text(), method);
    }

    /** Give the lock back, although it may not be held because of a failure. */
    void abandon(VirtualBoxFault failure) {
        try {
            call("unlockMachine");
        } catch (VirtualBoxFault e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Give the lock back. The end of the web service's session does not do so: one more attempt is made where the
     * answer was lost, and what VirtualBox says to that of a lock that was given back is no matter.
     */
    @Override
    public void close() {
        try {
            call("unlockMachine");
        } catch (VirtualBoxFault e) {
            if (e.kind() != FailureKind.TRANSIENT) {
                throw e;
            }
            unlockAgain(e);
        }
    }

    private void unlockAgain(VirtualBoxFault first) {
        try {
            call("unlockMachine");
        } catch (VirtualBoxFault e) {
            if (e.kind() == FailureKind.TRANSIENT) {
                first.addSuppressed(e);
                throw first;
            }
        }
    }
}
