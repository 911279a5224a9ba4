package dev.jmachine.swarm.stack;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineListener;
import dev.jmachine.operation.Events;
import dev.jmachine.operation.Operation;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.ProgressSink;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something done on one machine, told to the listener.
 *
 * @param name the operation's name
 * @param steps its steps, in their order
 */
record StackOperation(String name, List<Step<ProgressSink>> steps) {

    /** Run it, under the name of that machine. */
    void run(Machine machine, MachineListener listener) {
        Events events = new Events(listener, Clock.systemUTC(), machine.name(), machine.driverName());
        new Operation<>(name, steps).run(events, new ProgressSink() {
            @Override
            public void progress(String message) {
                events.progress(message, 0, 0);
            }

            @Override
            public void notice(String message) {
                events.notice(message);
            }
        }, Optional.empty());
    }

    /** Return a step. */
    static Step<ProgressSink> step(String id, String title, Consumer<ProgressSink> work) {
        return new Step<>() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public void run(ProgressSink sink) {
                work.accept(sink);
            }
        };
    }
}
