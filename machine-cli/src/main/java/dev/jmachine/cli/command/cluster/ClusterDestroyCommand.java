package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.context.DockerContexts;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.swarm.cluster.Clusters;
import java.util.List;

/** {@code cluster destroy}. */
final class ClusterDestroyCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("cluster destroy", "[NAME]", "Remove a cluster with all its machines",
                        ClusterWork.FILE, Flag.on("yes", "y", "Do not ask before"),
                        Flag.on("force", "Remove records of machines even if the machines cannot be removed"))
                .details("The cluster is the one named, or that of the file. What is on it is lost.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String name = ClusterWork.name(session, arguments);
        Clusters clusters = ClusterWork.clusters(session);
        List<String> machines = clusters.machineNames(name);
        boolean forPrograms = ClusterWork.forPrograms(session);
        if (!forPrograms) {
            session.console().say("About to remove the cluster \"" + name + "\""
                    + (machines.isEmpty() ? "" : " with its machines " + String.join(", ", machines)));
        }
        if (!ClusterWork.confirmed(session, arguments, "Are you sure?")) {
            return 0;
        }
        String remains = "Go on with \"" + session.program().name() + " cluster destroy " + name + "\".";
        ClusterWork.run(session, false, remains, () -> clusters.destroy(name, arguments.on("force")));
        List<String> removed = DockerContexts.of(session).removeStale();
        if (!forPrograms) {
            removed.forEach(session.console()::say);
            session.console().say("Successfully removed the cluster \"" + name + "\"");
        }
        return 0;
    }
}
