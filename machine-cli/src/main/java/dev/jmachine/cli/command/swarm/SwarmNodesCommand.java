package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.template.RowFormat;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.List;

/** {@code swarm nodes}. */
final class SwarmNodesCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm nodes", "[NAME]", "List the nodes of a swarm as its managers see them",
                        Flag.on("quiet", "q", "Print only the names"),
                        Flag.text("format", "f", "", "Pretty-print nodes using a Go template"),
                        Flag.on("json", "Print a JSON document"))
                .details(SwarmMember.ARGUMENT);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        RowFormat format = NodeRows.format(arguments.on("quiet") ? "{{.Name}}" : arguments.text("format"));
        List<SwarmNode> nodes = session.swarms().nodes(SwarmMember.of(session, arguments.words()));
        if (arguments.on("json")) {
            session.console().say(new JsonDocument().put("nodes", NodeRows.json(nodes)).text());
        } else {
            session.console().out().print(format.text(NodeRows.data(nodes)));
        }
        return 0;
    }
}
