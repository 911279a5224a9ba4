package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;

/** Hands all events on to whom a command names. Thread-safe. */
public final class Relay implements MachineListener {
    private volatile MachineListener target;
    private volatile MachineListener watcher = MachineListener.NOOP;

    /** Create a relay that hands events on to this listener for now. */
    public Relay(MachineListener first) {
        target = first;
    }

    /** Hand events on to this listener from now on. */
    public void to(MachineListener listener) {
        target = listener;
    }

    /** Have another listener hear them too. */
    public void watchedBy(MachineListener listener) {
        watcher = listener;
    }

    @Override
    public void event(MachineEvent event) {
        event.deliverTo(target);
        event.deliverTo(watcher);
    }
}
