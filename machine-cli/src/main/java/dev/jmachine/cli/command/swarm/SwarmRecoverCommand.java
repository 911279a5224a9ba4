package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;

/** {@code swarm recover}. */
final class SwarmRecoverCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm recover", "NAME",
                "Make a manager that still runs the only one of a swarm that has lost its majority")
                .details("The swarm goes on with its services, networks, configs, secrets and workers. The managers "
                        + "that are lost must not come back.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw UsageException.withHelp("Error: Expected a machine name");
        }
        SwarmActions swarms = session.swarms();
        String program = session.program().path();
        SwarmWork.oneByOne(session, "swarm recover").run(arguments.words().get(0), swarms::recover,
                "Machine \"" + arguments.words().get(0) + "\" is the only manager now. To have the swarm forget those "
                        + "that are lost: " + program + " swarm heal " + arguments.words().get(0));
        return 0;
    }
}
