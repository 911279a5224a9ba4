package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.cluster.ClusterPlan;

/** {@code cluster plan}. */
final class ClusterPlanCommand implements Command {
    private static final int CHANGES = 2;

    @Override
    public CommandDescription description() {
        return CommandDescription.of("cluster plan", "", "Show what apply would do; changes nothing",
                        ClusterWork.FILE, Flag.on("force", "Put up with a lost majority of managers"),
                        ClusterWork.JSON)
                .details("Exit status: 0 when the cluster is as the file says, 2 when there are changes, 1 on errors.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        ClusterFile file = ClusterWork.file(session, arguments);
        ClusterPlan plan = ClusterWork.ask(session,
                () -> ClusterWork.clusters(session).plan(file, arguments.on("force")));
        if (arguments.on("json")) {
            session.console().say(PlanText.document(plan).text());
        } else {
            PlanText.warn(session.console(), plan);
            session.console().out().print(PlanText.text(plan));
        }
        return plan.isEmpty() ? 0 : CHANGES;
    }
}
