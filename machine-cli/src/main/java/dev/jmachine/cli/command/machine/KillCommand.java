package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/** {@code kill}. */
public final class KillCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("kill", "[NAME...]", "Kill a machine")
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        new MachineWork(session, "kill").run(MachineNames.several(session, arguments), Machine::kill);
        return 0;
    }
}
