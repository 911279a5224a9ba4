package dev.jmachine.cli.command.machine;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineState;
import dev.jmachine.cli.output.Failure;
import java.util.Locale;

/** Refuses to bring a machine into the state that it is in, as docker-machine does. */
final class WantedState {

    private WantedState() {
    }

    static void refuse(Machine machine, MachineState wanted) {
        if (machine.state() == wanted) {
            String heading = "Machine \"" + machine.name() + "\" is already "
                    + wanted.displayName().toLowerCase(Locale.ROOT) + ".";
            throw Failure.of(heading, ErrorCode.WRONG_STATE, heading);
        }
    }
}
