package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code stack rm}. One that is not there is removed already. */
final class StackRmCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("stack rm", "NAME...",
                "Remove stacks, and wait until nothing of them is left", StackWork.ON);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> names = arguments.words();
        if (names.isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more stack names as arguments");
        }
        Map<String, Boolean> removed = new LinkedHashMap<>();
        boolean told = StackWork.run(session, arguments, "stack rm " + String.join(" ", names),
                stacks -> names.forEach(name -> removed.put(name, stacks.remove(name))));
        if (told) {
            removed.forEach((name, there) -> session.console().say(there ? "Successfully removed " + name
                    : "There is no stack " + name));
        }
        return 0;
    }
}
