package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.command.SwarmFlags;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import java.util.ArrayList;
import java.util.List;

/** {@code swarm init}. */
final class SwarmInitCommand implements Command {
    private static final SwarmFlags FLAGS = new SwarmFlags("");

    @Override
    public CommandDescription description() {
        List<Flag> flags = new ArrayList<>(FLAGS.node());
        flags.add(FLAGS.autolock());
        return CommandDescription.of("swarm init", "[NAME]", "Begin a swarm on a machine, its first manager",
                flags.toArray(Flag[]::new));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        Machine machine = MachineNames.one(session, arguments);
        SwarmSpec wish = FLAGS.complete(SwarmSpec.beginning(), arguments);
        SwarmActions swarms = session.swarms();
        SwarmWork work = SwarmWork.oneByOne(session, "swarm init");
        work.run(List.of(machine), name -> swarms.init(name, wish), name -> "Machine \"" + name
                + "\" is the first manager of a swarm. To bring others in: " + session.program().path()
                + " swarm join --to " + name + " NAME...");
        if (wish.autolock()) {
            work.say(SwarmUnlockKeyCommand.shown(session, machine.name(), swarms.unlockKey(machine.name())));
        }
        return 0;
    }
}
