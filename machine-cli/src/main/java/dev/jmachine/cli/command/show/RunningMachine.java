package dev.jmachine.cli.command.show;

import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.cli.output.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Asks a machine for what it has only while it runs. */
final class RunningMachine {
    private static final String NOT_RUNNING = "Host is not running";

    private RunningMachine() {
    }

    /** Return whether a machine in this state may be asked. */
    static boolean mayAnswer(MachineState state) {
        return state == MachineState.RUNNING || state == MachineState.NONE;
    }

    /**
     * Return the engine's address.
     *
     * @throws Failure if the machine does not run
     */
    static URI url(Machine machine) {
        requireRunning(machine);
        return machine.url();
    }

    /**
     * Ask the engine what it is.
     *
     * @param activity what is being done, the first words of the report when it fails while the machine runs
     */
    static EngineStatus engine(Machine machine, String activity) {
        return ask(machine, activity, Machine::engine);
    }

    /**
     * Make sure that something listens at the engine's port; when nothing does, ask the engine, for the reason.
     *
     * @param patience how long it may take
     * @param activity what is being done, the first words of the report when nothing listens
     */
    static void requireReached(Machine machine, Duration patience, String activity) {
        if (!ask(machine, activity, asked -> asked.reachable(patience))) {
            engine(machine, activity);
        }
    }

    private static <T> T ask(Machine machine, String activity, Function<Machine, T> question) {
        try {
            return question.apply(machine);
        } catch (MachineException e) {
            // Only now: a machine that answers need not be asked for its state.
            requireRunning(machine);
            throw new Failure(activity + e.problem(), e.at(machine.name(), null, null));
        }
    }

    private static void requireRunning(Machine machine) {
        MachineState state = machine.state();
        if (!mayAnswer(state)) {
            throw Failure.of(machine.name(), NOT_RUNNING, ErrorCode.WRONG_STATE,
                    "Machine \"" + machine.name() + "\" is in state " + state.displayName() + ".");
        }
    }
}
