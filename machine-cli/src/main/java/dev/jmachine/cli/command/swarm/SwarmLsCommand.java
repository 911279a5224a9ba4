package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.template.RowFormat;
import dev.jmachine.swarm.mode.SwarmSummary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code swarm ls}. */
final class SwarmLsCommand implements Command {
    private static final String FORMAT = "table {{.Name}}\t{{.ID}}\t{{.Managers}}\t{{.Workers}}";
    private static final Map<String, String> HEADERS =
            Map.of("Name", "NAME", "ID", "ID", "Managers", "MANAGERS", "Workers", "WORKERS");

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm ls", "", "List the swarms that machines are in",
                Flag.on("quiet", "q", "Print only the names"),
                Flag.number("timeout", "t", 10, "Timeout in seconds, default to 10s"),
                Flag.text("format", "f", "", "Pretty-print swarms using a Go template"),
                Flag.on("json", "Print a JSON document"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String given = arguments.on("quiet") ? "{{.Name}}" : arguments.text("format");
        RowFormat format = new RowFormat(given, FORMAT, HEADERS);
        KnownSwarms known = KnownSwarms.of(session.machines().storagePath(), session.machines().list());
        List<SwarmSummary> swarms = session.swarms().list(Duration.ofSeconds(arguments.number("timeout")));
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("swarms", swarms.stream().map(swarm -> json(swarm, name(swarm, known))).toList()).text());
        } else {
            session.console().out().print(
                    format.text(swarms.stream().map(swarm -> data(swarm, name(swarm, known))).toList()));
        }
        return 0;
    }

    /** Return what the store calls a swarm; one it does not remember is called after its first manager. */
    private static String name(SwarmSummary swarm, KnownSwarms known) {
        String name = known.name(swarm.id());
        return !name.isEmpty() || swarm.managers().isEmpty() ? name : swarm.managers().get(0);
    }

    private static Map<String, Object> data(SwarmSummary swarm, String name) {
        return Map.of("Name", name, "ID", swarm.id(), "Managers", String.join(",", swarm.managers()),
                "Workers", String.join(",", swarm.workers()));
    }

    private static Map<String, Object> json(SwarmSummary swarm, String name) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", name);
        keys.put("id", swarm.id());
        keys.put("managers", swarm.managers());
        keys.put("workers", swarm.workers());
        return keys;
    }
}
