package dev.jmachine.lifecycle.session;

import dev.jmachine.operation.Events;
import dev.jmachine.spi.ProgressSink;

/** Turns what provisioning tells into events. */
public record ProgressEvents(Events events) implements ProgressSink {

    @Override
    public void progress(String message) {
        events.progress(message, 0, 0);
    }

    @Override
    public void notice(String message) {
        events.notice(message);
    }
}
