package dev.jmachine.cli.command.context;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.template.RowFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code context ls}. */
final class ContextLsCommand implements Command {
    private static final String FORMAT = "table {{.Name}}\t{{.Current}}\t{{.For}}\t{{.Endpoint}}";
    private static final Map<String, String> HEADERS = Map.of("Name", "NAME", "Current", "CURRENT", "For", "FOR",
            "Endpoint", "ENDPOINT");

    @Override
    public CommandDescription description() {
        return CommandDescription.of("context ls", "", "List the contexts made here for machines and clusters",
                Flag.on("quiet", "q", "Print only the names"),
                Flag.text("format", "f", "", "Pretty-print contexts using a Go template"),
                Flag.on("json", "Print a JSON document"));
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String given = arguments.on("quiet") ? "{{.Name}}" : arguments.text("format");
        RowFormat format = new RowFormat(given, FORMAT, HEADERS);
        DockerContexts contexts = DockerContexts.of(session);
        String current = contexts.current();
        List<DockerContext> own = contexts.own();
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("contexts", own.stream().map(context -> json(context, current)).toList()).text());
        } else {
            session.console().out().print(
                    format.text(own.stream().map(context -> data(context, contexts, current)).toList()));
        }
        return 0;
    }

    private static Map<String, Object> data(DockerContext context, DockerContexts contexts, String current) {
        DockerContext.Target target = context.target();
        return Map.of("Name", context.name(), "Current", context.name().equals(current) ? "*" : "-",
                "For", target.kind() + " " + target.name() + (contexts.isThere(target) ? "" : " (gone)"),
                "Endpoint", context.host());
    }

    private static Map<String, Object> json(DockerContext context, String current) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", context.name());
        keys.put("current", context.name().equals(current));
        keys.put("kind", context.target().kind());
        keys.put("target", context.target().name());
        keys.put("endpoint", context.host());
        return keys;
    }
}
