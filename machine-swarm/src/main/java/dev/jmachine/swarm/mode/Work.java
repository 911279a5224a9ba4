package dev.jmachine.swarm.mode;

import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.util.function.Consumer;

/** A step that tells what it does to a sink. */
record Work(String id, String title, Consumer<ProgressSink> action) implements Step<ProgressSink> {

    @Override
    public void run(ProgressSink sink) {
        action.accept(sink);
    }
}
