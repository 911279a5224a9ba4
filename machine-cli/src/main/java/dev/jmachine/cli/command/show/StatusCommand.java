package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;

/** {@code status}. */
public final class StatusCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("status", "[NAME]", "Get the status of a machine",
                        Flag.on("json", "Print a JSON document"))
                .details("Argument is a machine name.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        Machine machine = MachineNames.one(session, arguments);
        String state = machine.state().displayName();
        session.console().say(arguments.on("json")
                ? new JsonDocument().put("name", machine.name()).put("state", state).text() : state);
        return 0;
    }
}
