package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.cluster.ClusterStatus;
import dev.jmachine.swarm.cluster.ClusterStatus.MemberStatus;
import dev.jmachine.swarm.stack.StackService;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code cluster status}. */
final class ClusterStatusCommand implements Command {
    private static final int PROBLEMS = 1;

    @Override
    public CommandDescription description() {
        return CommandDescription.of("cluster status", "[NAME]", "Show how a cluster is, what is wrong, and what to do",
                        ClusterWork.FILE, ClusterWork.JSON)
                .details("Exit status: 0 when all is well, 1 when something is wrong.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String name = ClusterWork.name(session, arguments);
        ClusterStatus status = ClusterWork.ask(session, () -> ClusterWork.clusters(session).status(name));
        if (arguments.on("json")) {
            session.console().say(document(status).text());
        } else {
            session.console().out().print(text(status));
        }
        return status.problems().isEmpty() ? 0 : PROBLEMS;
    }

    private static String text(ClusterStatus status) {
        StringBuilder machines = new StringBuilder("MACHINE\tROLE\tSTATE\tNODE\tAVAILABILITY\n");
        for (MemberStatus member : status.machines()) {
            machines.append(String.join("\t", member.machine(), role(member), member.state().displayName(),
                    dash(member.node()), dash(member.availability()))).append('\n');
        }
        StringBuilder text = new StringBuilder(Table.align(machines.toString()));
        if (!status.services().isEmpty()) {
            StringBuilder services = new StringBuilder("SERVICE\tRUNNING\tIMAGE\n");
            status.services().forEach(service -> services.append(service.name()).append('\t')
                    .append(service.running()).append('/').append(service.wanted()).append('\t')
                    .append(service.image()).append('\n'));
            text.append('\n').append(Table.align(services.toString()));
        }
        text.append('\n');
        if (status.problems().isEmpty()) {
            return text.append("All is well.\n").toString();
        }
        status.problems().forEach(problem -> text.append("Problem: ").append(problem).append('\n'));
        return text.toString();
    }

    private static String role(MemberStatus member) {
        return member.leader() ? "leader" : member.role().word();
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static JsonDocument document(ClusterStatus status) {
        return new JsonDocument().put("cluster", status.name()).put("swarm", status.swarm())
                .put("machines", status.machines().stream().map(ClusterStatusCommand::keys).toList())
                .put("services", status.services().stream().map(ClusterStatusCommand::keys).toList())
                .put("problems", status.problems());
    }

    private static Map<String, Object> keys(MemberStatus member) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("machine", member.machine());
        keys.put("role", member.role().word());
        keys.put("state", member.state().displayName());
        keys.put("node", member.node());
        keys.put("availability", member.availability());
        keys.put("leader", member.leader());
        return keys;
    }

    private static Map<String, Object> keys(StackService service) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", service.name());
        keys.put("image", service.image());
        keys.put("running", service.running());
        keys.put("wanted", service.wanted());
        keys.put("problems", service.problems());
        return keys;
    }
}
