package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/** {@code start}. */
public final class StartCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("start", "[NAME...]", "Start a machine")
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        MachineWork work = new MachineWork(session, "start");
        work.run(MachineNames.several(session, arguments), Machine::start);
        if (!work.forPrograms()) {
            session.console().say("Started machines may have new IP addresses. You may need to re-run the `"
                    + session.program().name() + " env` command.");
        }
        return 0;
    }
}
