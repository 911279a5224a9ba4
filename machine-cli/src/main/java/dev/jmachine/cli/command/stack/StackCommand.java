package dev.jmachine.cli.command.stack;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.util.List;

/** {@code stack deploy|ls|ps|rm|services}. */
public final class StackCommand extends CommandFamily {

    /** Create the family. */
    public StackCommand() {
        super("stack", "Deploy stacks of services, described by Compose files, on swarms",
                List.of("deploy", "ls", "ps", "rm", "services"));
    }

    @Override
    public Command member(String name) {
        return switch (name) {
            case "deploy" -> new StackDeployCommand();
            case "ls" -> new StackLsCommand();
            case "ps" -> new StackPsCommand();
            case "services" -> new StackServicesCommand();
            default -> new StackRmCommand();
        };
    }
}
