package dev.jmachine.cli.command.context;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.util.List;

/** {@code context}. */
public final class ContextCommand extends CommandFamily {

    /** Create the family. */
    public ContextCommand() {
        super("context", "Make contexts of the docker command line for machines and clusters",
                List.of("create", "ls", "rm", "use"));
    }

    @Override
    public Command member(String name) {
        return switch (name) {
            case "create" -> new ContextCreateCommand();
            case "ls" -> new ContextLsCommand();
            case "rm" -> new ContextRmCommand();
            default -> new ContextUseCommand();
        };
    }
}
