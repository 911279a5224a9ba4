package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.context.DockerContexts;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.cluster.ClusterFile;
import dev.jmachine.swarm.cluster.ClusterPlan;
import dev.jmachine.swarm.cluster.ClusterResult;
import dev.jmachine.swarm.cluster.Clusters;
import dev.jmachine.swarm.cluster.StepTimes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code cluster apply}. */
final class ClusterApplyCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("cluster apply", "", "Make a cluster what its file says",
                        ClusterWork.FILE, Flag.on("yes", "y", "Do not ask before the changes are made"),
                        Flag.on("force", "Put up with a lost majority of managers"), ClusterWork.JSON)
                .details("Cut short at any instant, the same command again goes on. What fails does not stop the rest, "
                        + "and is tried again by the next apply.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        ClusterFile file = ClusterWork.file(session, arguments);
        Clusters clusters = ClusterWork.clusters(session);
        boolean force = arguments.on("force");
        boolean document = arguments.on("json");
        boolean told = document || ClusterWork.forPrograms(session);
        if (!arguments.on("yes") && !offered(session, arguments, clusters, file)) {
            return 0;
        }
        ClusterResult[] result = new ClusterResult[1];
        StepTimes times = ClusterWork.run(session, document, remains(session, arguments, file),
                () -> result[0] = clusters.apply(file, force));
        List<String> removed = DockerContexts.of(session).removeStale();
        if (document) {
            session.console().say(PlanText.document(result[0].plan()).put("seconds", seconds(result[0].took()))
                    .put("steps", times.times().stream().map(ClusterApplyCommand::keys).toList()).text());
        } else if (!told) {
            removed.forEach(session.console()::say);
            PlanText.warn(session.console(), result[0].plan());
            session.console().out().print(text(result[0], times.times()));
        }
        return 0;
    }

    /** Show the plan, and return whether it is to be carried out. */
    private static boolean offered(Session session, Arguments arguments, Clusters clusters, ClusterFile file) {
        ClusterPlan plan = ClusterWork.ask(session, () -> clusters.plan(file, arguments.on("force")));
        if (!arguments.on("json")) {
            PlanText.warn(session.console(), plan);
            session.console().out().print(PlanText.text(plan));
        }
        return plan.isEmpty() ? arguments.on("json")
                : ClusterWork.confirmed(session, arguments, "Make these changes?");
    }

    private static String remains(Session session, Arguments arguments, ClusterFile file) {
        String program = session.program().name();
        return "What was begun is written down. Go on with \"" + program + " cluster apply -f "
                + ClusterWork.path(arguments) + "\", or take away what is there with \"" + program
                + " cluster destroy " + file.name() + "\".";
    }

    private static String text(ClusterResult result, List<StepTimes.StepTime> times) {
        ClusterPlan plan = result.plan();
        if (plan.isEmpty()) {
            return PlanText.text(plan);
        }
        StringBuilder table = new StringBuilder("MACHINE\tSTEP\tSECONDS\n");
        times.forEach(time -> table.append(time.machine()).append('\t').append(time.title()).append('\t')
                .append(seconds(time.took())).append('\n'));
        return PlanText.text(plan) + "\n" + Table.align(table.toString()) + "\nCluster \"" + plan.cluster()
                + "\" is as its file says, after " + seconds(result.took()) + " s.\n";
    }

    private static Map<String, Object> keys(StepTimes.StepTime time) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("machine", time.machine());
        keys.put("step", time.step());
        keys.put("title", time.title());
        keys.put("seconds", seconds(time.took()));
        return keys;
    }

    private static Object seconds(Duration duration) {
        return new BigDecimal(String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0));
    }
}
