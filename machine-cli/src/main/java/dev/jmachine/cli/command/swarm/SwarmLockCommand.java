package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;

/** {@code swarm lock}. */
final class SwarmLockCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm lock", "[NAME]", "Have managers ask for a key after a restart",
                        Flag.on("off", "Have them ask no more"))
                .details(SwarmMember.ARGUMENT + " The key is shown, and "
                        + "kept in the store.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        boolean on = !arguments.on("off");
        String member = SwarmMember.of(session, arguments.words());
        SwarmActions swarms = session.swarms();
        SwarmWork work = SwarmWork.oneByOne(session, on ? "swarm lock" : "swarm lock --off");
        work.run(member, name -> swarms.autolock(name, on),
                on ? "" : "Managers start without a key from now on.");
        if (on) {
            work.say(SwarmUnlockKeyCommand.shown(session, member, swarms.unlockKey(member)));
        }
        return 0;
    }
}
