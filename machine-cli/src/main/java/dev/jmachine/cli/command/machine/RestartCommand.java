package dev.jmachine.cli.command.machine;

import dev.jmachine.api.Machine;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/** {@code restart}. */
public final class RestartCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("restart", "[NAME...]", "Restart a machine")
                .details("Argument(s) are one or more machine names.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        MachineWork work = new MachineWork(session, "restart");
        work.run(MachineNames.several(session, arguments), Machine::restart);
        if (!work.forPrograms()) {
            session.console().say("Restarted machines may have new IP addresses. You may need to re-run the `"
                    + session.program().name() + " env` command.");
        }
        return 0;
    }
}
