package dev.jmachine.cli.command.cluster;

import dev.jmachine.cli.output.Console;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.swarm.cluster.Change;
import dev.jmachine.swarm.cluster.ClusterPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows plans to people and programs. */
final class PlanText {

    private PlanText() {
    }

    /** Return a plan as lines. */
    static String text(ClusterPlan plan) {
        if (plan.isEmpty()) {
            return "Cluster \"" + plan.cluster() + "\": no changes.\n";
        }
        StringBuilder text = new StringBuilder("Cluster \"" + plan.cluster() + "\": " + summary(plan) + "\n");
        plan.changes().forEach(change -> text.append("  ").append(sign(change)).append(' ')
                .append(change.description()).append('\n'));
        return text.toString();
    }

    private static String summary(ClusterPlan plan) {
        List<String> parts = new ArrayList<>();
        for (Change.Kind kind : Change.Kind.values()) {
            long count = plan.changes().stream().filter(change -> change.kind() == kind).count();
            if (count > 0) {
                parts.add(count + " to " + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", parts);
    }

    private static String sign(Change change) {
        return switch (change.kind()) {
            case CREATE -> "+";
            case CHANGE -> "~";
            case REPLACE -> "!";
            case REMOVE -> "-";
        };
    }

    /** Tell what the user should know before. */
    static void warn(Console console, ClusterPlan plan) {
        plan.warnings().forEach(warning -> console.err().println("Warning: " + warning));
    }

    /** Return a plan as a document for programs. */
    static JsonDocument document(ClusterPlan plan) {
        return new JsonDocument().put("cluster", plan.cluster())
                .put("changes", plan.changes().stream().map(PlanText::keys).toList())
                .put("warnings", plan.warnings())
                .put("preliminary", plan.preliminary());
    }

    private static Map<String, Object> keys(Change change) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        keys.put("change", change.id());
        keys.put("subject", change.subject());
        keys.put("description", change.description());
        return keys;
    }
}
