package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.stack.StackTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stack ps}. */
final class StackPsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("stack ps", "NAME", "List the tasks of a stack, and what they failed with",
                StackWork.ON, StackWork.JSON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String name = StackWork.name(arguments);
        List<StackTask> tasks = StackWork.stacks(session, arguments).tasks(name);
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("tasks", tasks.stream().map(StackPsCommand::json).toList()).text());
        } else {
            StringBuilder table = new StringBuilder("NAME\tIMAGE\tNODE\tWANTED\tSTATE\tPROBLEM\n");
            tasks.forEach(task -> table.append(String.join("\t", task.name(), task.image(),
                    task.node().isEmpty() ? "-" : task.node(), task.wanted(), task.state(), task.problem()))
                    .append('\n'));
            session.console().out().print(Table.align(table.toString()));
        }
        return 0;
    }

    private static Map<String, Object> json(StackTask task) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("id", task.id());
        keys.put("name", task.name());
        keys.put("image", task.image());
        keys.put("node", task.node());
        keys.put("wanted", task.wanted());
        keys.put("state", task.state());
        keys.put("since", task.since().toString());
        keys.put("problem", task.problem());
        return keys;
    }
}
