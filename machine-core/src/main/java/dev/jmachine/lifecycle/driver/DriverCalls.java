package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A driver as the core calls it: transient failures are tried again, other failures become
 * {@link dev.jmachine.api.MachineException}s, and the driver's class loader is the thread's while its code runs, for
 * libraries that look services up there.
 */
public final class DriverCalls implements Driver {
    private final Driver driver;
    private final DriverContext context;
    private final UnaryOperator<MachineNetwork> reach;

    public DriverCalls(DriverFactory factory, DriverContext context) {
        this(factory, context, UnaryOperator.identity());
    }

    /**
     * Open a driver.
     *
     * @param reach turns where the provider says that the machine is into where this computer reaches it
     */
    public DriverCalls(DriverFactory factory, DriverContext context, UnaryOperator<MachineNetwork> reach) {
        this.driver = factory.open(context);
        this.context = context;
        this.reach = reach;
    }

    @Override
    public void check() {
        call("Checking the options", driver::check);
    }

    @Override
    public void create() {
        call("Creating the machine", driver::create);
    }

    @Override
    public void remove() {
        call("Removing the machine", driver::remove);
    }

    @Override
    public void start() {
        call("Starting the machine", driver::start);
    }

    @Override
    public void stop() {
        call("Stopping the machine", driver::stop);
    }

    @Override
    public void kill() {
        call("Killing the machine", driver::kill);
    }

    @Override
    public void restart() {
        call("Restarting the machine", driver::restart);
    }

    /** Ask once: who looks at states does not wait, and that the provider cannot be asked now is one of them. */
    @Override
    public MachineState status() {
        try {
            return withDriverClassLoader(driver::status);
        } catch (RuntimeException e) {
            FailureKind kind = driver.classify(e);
            if (kind == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw DriverFailures.of("Asking for the machine's state", e, kind);
        }
    }

    @Override
    public MachineNetwork network() {
        return reach.apply(call("Asking for the machine's address", driver::network));
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return driver.classify(failure);
    }

    @Override
    public List<String> console() {
        return call("Reading the machine's console", driver::console);
    }

    @Override
    public List<OwnedObject> findOwned() {
        return call("Looking for what was made at the provider", driver::findOwned);
    }

    private void call(String activity, Runnable action) {
        call(activity, () -> {
            action.run();
            return null;
        });
    }

    private <T> T call(String activity, Supplier<T> action) {
        return Retries.USUAL.call(activity, () -> withDriverClassLoader(action), driver::classify, context::notice);
    }

    private <T> T withDriverClassLoader(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(driver.getClass().getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
