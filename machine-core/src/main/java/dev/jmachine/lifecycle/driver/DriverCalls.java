package dev.jmachine.lifecycle.driver;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A driver as the core calls it: transient failures are tried again with back-off, jitter and a deadline, other
 * failures become {@link MachineException}s, and the driver's class loader is the thread's while its code runs, for
 * libraries that look services up there.
 */
public final class DriverCalls implements Driver {
    private static final Duration RETRY_FOR = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String name;
    private final Driver driver;

    public DriverCalls(DriverFactory factory, DriverContext context) {
        this.name = factory.name();
        this.driver = factory.open(context);
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

    @Override
    public MachineState status() {
        return call("Asking for the machine's state", driver::status);
    }

    @Override
    public MachineNetwork network() {
        return call("Asking for the machine's address", driver::network);
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
        Deadline deadline = Deadline.after(RETRY_FOR);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return withDriverClassLoader(action);
            } catch (RuntimeException e) {
                if (driver.classify(e) != FailureKind.TRANSIENT || deadline.expired()) {
                    throw DriverFailures.of(activity, e, driver.classify(e));
                }
            }
            pause(activity, pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
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

    private void pause(String activity, Duration pause) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity,
                    "The wait before the next attempt with the driver \"" + name + "\" was cancelled.", e);
        }
    }
}
