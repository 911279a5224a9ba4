package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.command.SwarmFlags;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.util.ArrayList;
import java.util.List;

/** {@code swarm join}. */
final class SwarmJoinCommand implements Command {
    private static final SwarmFlags FLAGS = new SwarmFlags("");

    @Override
    public CommandDescription description() {
        List<Flag> flags = new ArrayList<>(FLAGS.node());
        flags.add(Flag.text("to",
                "A machine of the swarm to join, or its cluster; not needed where there is one swarm"));
        flags.add(Flag.on("manager", "Join as managers, not as workers"));
        return CommandDescription.of("swarm join", "NAME...", "Bring machines into a swarm",
                        flags.toArray(Flag[]::new))
                .details("Several machines join side by side. Whether they reach one another at the swarm's ports is "
                        + "tried before.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more machine names as arguments");
        }
        String member = SwarmMember.of(session, arguments.list("to"));
        SwarmSpec.Role role = arguments.on("manager") ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER;
        SwarmSpec wish = FLAGS.complete(SwarmSpec.joining(member, role), arguments);
        SwarmActions swarms = session.swarms();
        String again = "swarm join --to " + member + (arguments.on("manager") ? " --manager" : "");
        SwarmWork.sideBySide(session, again).run(MachineNames.several(session, arguments),
                name -> swarms.join(name, wish), name -> "Machine \"" + name + "\" is a "
                        + (arguments.on("manager") ? "manager" : "worker") + " in the swarm of \"" + member + "\".");
        return 0;
    }
}
