package dev.jmachine.cloud;

import dev.jmachine.api.MachineState;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;

/**
 * What the drivers that speak to their provider through {@link RestClient} are alike in: what nobody has begun to make
 * is neither looked for nor removed, power is a {@link PowerSwitch}'s, and failures are {@link ProviderException}s.
 */
public abstract class RestDriver implements Driver {
    /** What the driver is given. */
    protected final DriverContext context;

    private final String firstSaved;

    /**
     * Create a driver; nothing is connected yet.
     *
     * @param firstSaved the key of what creation saves first of all
     */
    protected RestDriver(DriverContext context, String firstSaved) {
        this.context = context;
        this.firstSaved = firstSaved;
    }

    /** Return the machine's power switch, by what the state tells. */
    protected abstract PowerSwitch power();

    /** Take away what has been recorded; fine when it is gone already. Called only once creation has begun. */
    protected abstract void undo();

    @Override
    public void remove() {
        if (begun()) {
            undo();
        }
    }

    @Override
    public void start() {
        power().start();
    }

    @Override
    public void stop() {
        power().stop();
    }

    @Override
    public void kill() {
        power().kill();
    }

    @Override
    public void restart() {
        power().restart();
    }

    /** Tells a machine that is gone from a provider that cannot be asked. */
    @Override
    public MachineState status() {
        if (!begun()) {
            return MachineState.NOT_FOUND;
        }
        try {
            return power().state();
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return ProviderException.kindOf(failure);
    }

    /** Return whether something may be there: also when the record is damaged, or it would tell the machine's name. */
    private boolean begun() {
        return !context.state().text(firstSaved).isEmpty() || context.state().text("MachineName").isEmpty();
    }
}
