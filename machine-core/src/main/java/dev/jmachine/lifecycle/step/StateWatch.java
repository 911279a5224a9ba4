package dev.jmachine.lifecycle.step;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks now and then whether a machine may yet answer: a provider is not to be asked as often as a port is tried. */
final class StateWatch {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** Those in which it may yet; of a provider that cannot be asked just now nothing follows. */
    private static final Set<MachineState> HOPEFUL =
            Set.of(MachineState.RUNNING, MachineState.STARTING, MachineState.TIMEOUT);

    private final Supplier<MachineState> state;
    private Deadline pause = Deadline.after(Duration.ZERO);

    StateWatch(Supplier<MachineState> state) {
        this.state = state;
    }

    /** Return the state in which the machine will not answer; empty if it may yet, or was looked at a moment ago. */
    Optional<MachineState> hopeless() {
        if (!pause.expired()) {
            return Optional.empty();
        }
        pause = Deadline.after(PAUSE);
        return Optional.of(state.get()).filter(now -> !HOPEFUL.contains(now));
    }
}
