package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;

/** {@code swarm leave}. */
final class SwarmLeaveCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm leave", "NAME...", "Take machines out of their swarm",
                        Flag.on("force", "f", "Also when the swarm loses its quorum, or ends with its last manager"))
                .details("Each drains, leaves and is forgotten, one after the other. One that is down is only "
                        + "forgotten.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().isEmpty()) {
            // Not the machine called default: what is lost by mistake here does not come back.
            throw UsageException.withHelp("Error: Expected to get one or more machine names as arguments");
        }
        boolean force = arguments.on("force");
        SwarmActions swarms = session.swarms();
        SwarmWork.oneByOne(session, force ? "swarm leave --force" : "swarm leave")
                .run(MachineNames.several(session, arguments), name -> swarms.leave(name, force),
                        name -> "Machine \"" + name + "\" has left its swarm.");
        return 0;
    }
}
