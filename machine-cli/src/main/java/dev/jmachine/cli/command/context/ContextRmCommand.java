package dev.jmachine.cli.command.context;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.util.Optional;

/** {@code context rm}. */
final class ContextRmCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("context rm", "NAME...", "Remove contexts that were made here")
                .details("Argument(s) are names of contexts. Machines and clusters stay.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().isEmpty()) {
            throw UsageException.withHelp("Error: Expected to get one or more names of contexts as arguments");
        }
        DockerContexts contexts = DockerContexts.of(session);
        for (String name : arguments.words()) {
            requireOwn(contexts, name);
        }
        for (String name : arguments.words().stream().distinct().toList()) {
            session.console().say(DockerContexts.removed(name, contexts.delete(name)));
        }
        return 0;
    }

    private static void requireOwn(DockerContexts contexts, String name) {
        Optional<DockerContext> there = contexts.find(name);
        if (there.isEmpty()) {
            throw new UsageException("Error: there is no docker context \"" + name + "\"");
        }
        if (there.get().target().kind().isEmpty()) {
            throw new UsageException("Error: the docker context \"" + name + "\" was not made here; remove it with "
                    + "\"docker context rm " + name + "\"");
        }
    }
}
