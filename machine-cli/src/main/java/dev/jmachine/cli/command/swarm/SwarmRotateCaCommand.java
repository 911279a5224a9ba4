package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;

/** {@code swarm rotate-ca}. */
final class SwarmRotateCaCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm rotate-ca", "[NAME]", "Replace the swarm's own certificate authority")
                .details(SwarmMember.ARGUMENT + " It ends when all nodes "
                        + "have certificates of the new one. Tokens are replaced with it.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        SwarmActions swarms = session.swarms();
        SwarmWork.oneByOne(session, "swarm rotate-ca").run(SwarmMember.of(session, arguments.words()),
                swarms::rotateAuthority, "All nodes have certificates of the new authority.");
        return 0;
    }
}
