package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.cluster.Clusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code cluster ls}. */
final class ClusterLsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("cluster ls", "", "List clusters and their machines", ClusterWork.JSON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        Clusters clusters = ClusterWork.clusters(session);
        if (arguments.on("json")) {
            List<Object> documents = new ArrayList<>();
            for (String name : clusters.names()) {
                Map<String, Object> keys = new LinkedHashMap<>();
                keys.put("name", name);
                keys.put("machines", clusters.machineNames(name));
                documents.add(keys);
            }
            session.console().say(new JsonDocument().put("clusters", documents).text());
            return 0;
        }
        StringBuilder table = new StringBuilder("NAME\tMACHINES\n");
        clusters.names().forEach(name -> table.append(name).append('\t')
                .append(String.join(", ", clusters.machineNames(name))).append('\n'));
        session.console().out().print(Table.align(table.toString()));
        return 0;
    }
}
