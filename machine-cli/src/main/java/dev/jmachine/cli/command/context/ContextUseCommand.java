package dev.jmachine.cli.command.context;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.util.List;

/** {@code context use}. */
final class ContextUseCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("context use", "NAME", "Have docker use a context")
                .details("The name \"default\" has it use none.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() != 1) {
            throw UsageException.withHelp("Error: Expected the name of a context");
        }
        String name = arguments.words().get(0);
        DockerContexts contexts = DockerContexts.of(session);
        if (!name.equals("default") && contexts.find(name).isEmpty()) {
            throw new UsageException("Error: there is no docker context \"" + name + "\". Make one with \""
                    + session.program().name() + " context create NAME\"");
        }
        use(session, contexts, name);
        return 0;
    }

    /** Have docker use a context, and say what stands in the way. */
    static void use(Session session, DockerContexts contexts, String name) {
        contexts.use(name.equals("default") ? "" : name);
        session.console().say("docker uses context \"" + name + "\" now");
        for (String variable : List.of("DOCKER_HOST", "DOCKER_CONTEXT")) {
            if (!session.environment().getOrDefault(variable, "").isEmpty()) {
                session.console().err().println("Warning: " + variable + " is set in this shell and comes first; to "
                        + "unset it: eval $(" + session.program().path() + " env -u)");
            }
        }
    }
}
