package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.template.RowFormat;
import dev.jmachine.swarm.stack.StackSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stack ls}. */
final class StackLsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("stack ls", "", "List the stacks of a swarm", StackWork.ON, StackWork.JSON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<StackSummary> stacks = StackWork.stacks(session, arguments).list();
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("stacks", stacks.stream().map(StackLsCommand::json).toList()).text());
        } else {
            RowFormat format = new RowFormat("", "table {{.Name}}\t{{.Services}}",
                    Map.of("Name", "NAME", "Services", "SERVICES"));
            session.console().out().print(format.text(stacks.stream().map(stack ->
                    Map.<String, Object>of("Name", stack.name(), "Services", stack.services())).toList()));
        }
        return 0;
    }

    private static Map<String, Object> json(StackSummary stack) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", stack.name());
        keys.put("services", stack.services());
        return keys;
    }
}
