package dev.jmachine.cli.command.swarm;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import java.io.PrintStream;
import java.util.List;

/** {@code swarm status}. */
final class SwarmStatusCommand implements Command {
    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm status", "[NAME]", "Tell how a swarm is, what is wrong, and what to do",
                        Flag.on("json", "Print a JSON document"))
                .details(SwarmMember.ARGUMENT + " Exit status: 0 when all is well, 1 when something is wrong.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        SwarmStatus status = session.swarms().status(SwarmMember.of(session, arguments.words()));
        if (arguments.on("json")) {
            session.console().say(new JsonDocument().put("id", status.id())
                    .put("autolock", status.autolock())
                    .put("certificateExpires", status.certificateExpiry().toString())
                    .put("problems", status.problems())
                    .put("nodes", NodeRows.json(status.nodes())).text());
        } else {
            print(session.console().out(), status);
        }
        return status.problems().isEmpty() ? 0 : 1;
    }

    private static void print(PrintStream out, SwarmStatus status) {
        out.print(Table.align("Swarm:\t" + status.id() + "\nManagers:\t" + count(status, SwarmSpec.Role.MANAGER)
                + "\nWorkers:\t" + count(status, SwarmSpec.Role.WORKER)
                + "\nAutolock:\t" + (status.autolock() ? "on" : "off")
                + "\nCertificate expires:\t" + status.certificateExpiry() + "\n"));
        out.print("\n" + NodeRows.format("").text(NodeRows.data(status.nodes())));
        if (!status.problems().isEmpty()) {
            out.println("\nProblems:");
            status.problems().forEach(problem -> out.println("  - " + problem));
        }
    }

    private static String count(SwarmStatus status, SwarmSpec.Role role) {
        List<SwarmNode> nodes = status.nodes().stream().filter(node -> node.role() == role).toList();
        long healthy = nodes.stream().filter(SwarmNode::healthy).count();
        return healthy == nodes.size() ? Long.toString(healthy) : nodes.size() + ", of which " + healthy + " work";
    }
}
