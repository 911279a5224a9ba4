package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import java.util.ArrayList;
import java.util.List;

/** {@code swarm upgrade}. */
final class SwarmUpgradeCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm upgrade", "[NAME]",
                        "Upgrade the engines of a swarm, one drained node after the other",
                        Flag.text("engine-version", "Upgrade to this version instead of the latest, such as 26.1"))
                .details(SwarmMember.ARGUMENT + " Workers come first, the managers' leader last; it stops at the first "
                        + "failure. The same command again goes on.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String member = SwarmMember.of(session, arguments.words());
        String version = arguments.text("engine-version");
        SwarmActions swarms = session.swarms();
        List<String> upgraded = new ArrayList<>();
        SwarmWork work = SwarmWork.onMany(session,
                version.isEmpty() ? "swarm upgrade" : "swarm upgrade --engine-version " + version);
        work.run(member, name -> upgraded.addAll(swarms.upgrade(name, version)), "");
        work.say("All machines of the swarm have been seen to: " + String.join(", ", upgraded) + ".");
        return 0;
    }
}
