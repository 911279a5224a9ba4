package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import java.util.ArrayList;
import java.util.List;

/** {@code swarm heal}. */
final class SwarmHealCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm heal", "[NAME]", "Demote and forget managers that are down")
                .details(SwarmMember.ARGUMENT + " The machines stay in "
                        + "the store. \"cluster apply\" also makes new ones in their place.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String member = SwarmMember.of(session, arguments.words());
        SwarmActions swarms = session.swarms();
        List<String> lost = new ArrayList<>();
        SwarmWork work = SwarmWork.oneByOne(session, "swarm heal");
        work.run(member, name -> lost.addAll(swarms.heal(name)), "");
        work.say(lost.isEmpty() ? "No manager is down." : "Managers that were down are forgotten: "
                + String.join(", ", lost) + ". To remove what is left of them: " + session.program().path() + " rm -f "
                + String.join(" ", lost));
        return 0;
    }
}
