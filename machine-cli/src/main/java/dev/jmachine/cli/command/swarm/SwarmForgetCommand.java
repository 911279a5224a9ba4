package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Failure;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.List;

/** {@code swarm forget}. */
final class SwarmForgetCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm forget", "NODE...", "Forget nodes that are down and no machines any more",
                        Flag.text("in", "A machine of the swarm, or its cluster; not needed where there is one swarm"),
                        Flag.on("force", "f", "Also when the swarm loses its quorum"))
                .details("Argument(s) are node ids, their beginnings, or host names, as \"swarm nodes\" shows them.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more nodes as arguments");
        }
        String member = SwarmMember.of(session, arguments.list("in"));
        SwarmActions swarms = session.swarms();
        List<SwarmNode> nodes = swarms.nodes(member);
        List<SwarmNode> meant = arguments.words().stream().distinct().map(word -> find(nodes, word)).toList();
        SwarmWork work = SwarmWork.oneByOne(session, "swarm forget");
        for (SwarmNode node : meant) {
            work.run(member, name -> swarms.forget(name, node.id(), arguments.on("force")),
                    "Node \"" + node.hostname() + "\" (" + node.id() + ") is forgotten.");
        }
        return 0;
    }

    private static SwarmNode find(List<SwarmNode> nodes, String word) {
        List<SwarmNode> found = nodes.stream()
                .filter(node -> node.id().startsWith(word) || node.hostname().equals(word)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw Failure.of("Error forgetting node \"" + word + "\"", ErrorCode.SWARM_NOT_FOUND,
                found.isEmpty() ? "The swarm has no such node." : "Several nodes of the swarm are called that: "
                        + String.join(", ", found.stream().map(SwarmNode::id).toList()) + ".");
    }
}
