package dev.jmachine.cli.command.show;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/** {@code url}. */
public final class UrlCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("url", "[NAME]", "Get the URL of a machine")
                .details("Argument is a machine name.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        session.console().say(RunningMachine.url(MachineNames.one(session, arguments)).toString());
        return 0;
    }
}
