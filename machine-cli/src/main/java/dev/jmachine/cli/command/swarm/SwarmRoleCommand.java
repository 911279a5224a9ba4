package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;

/**
 * {@code swarm promote} and {@code swarm demote}.
 *
 * @param name the second word
 * @param role what the machines become
 * @param summary one line for the help
 */
record SwarmRoleCommand(String name, SwarmSpec.Role role, String summary) implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm " + name, "[NAME...]", summary,
                Flag.on("force", "f", "Also when the swarm loses its quorum"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        SwarmActions swarms = session.swarms();
        SwarmWork.oneByOne(session, "swarm " + name).run(MachineNames.several(session, arguments),
                machine -> swarms.role(machine, role, arguments.on("force")),
                machine -> "Machine \"" + machine + "\" is a " + role.word() + " now.");
        return 0;
    }
}
