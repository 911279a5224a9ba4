package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import dev.jmachine.swarm.stack.StackService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stack services}. */
final class StackServicesCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("stack services", "NAME", "List the services of a stack and how they are",
                StackWork.ON, StackWork.JSON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        String name = StackWork.name(arguments);
        List<StackService> services = StackWork.stacks(session, arguments).services(name);
        if (arguments.on("json")) {
            session.console().say(new JsonDocument()
                    .put("services", services.stream().map(StackServicesCommand::json).toList()).text());
        } else {
            StringBuilder table = new StringBuilder("NAME\tMODE\tRUNNING\tIMAGE\tPROBLEM\n");
            services.forEach(service -> table.append(String.join("\t", service.name(), service.mode(),
                    service.running() + "/" + service.wanted(), service.image(),
                    service.converged() ? "" : String.join("; ", service.problems()))).append('\n'));
            session.console().out().print(Table.align(table.toString()));
        }
        return 0;
    }

    private static Map<String, Object> json(StackService service) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", service.name());
        keys.put("mode", service.mode());
        keys.put("running", service.running());
        keys.put("wanted", service.wanted());
        keys.put("image", service.image());
        keys.put("problems", service.problems());
        return keys;
    }
}
