package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code swarm restore}. */
final class SwarmRestoreCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm restore", "NAME FILE", "Begin a new swarm on a machine from a backup")
                .details("The machine becomes the only manager of a swarm with the services, networks, configs and "
                        + "secrets of the one saved. None of the former managers may be running.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() != 2) {
            throw UsageException.withHelp("Error: Expected a machine name and a file");
        }
        String machine = arguments.words().get(0);
        Path file = Path.of(arguments.words().get(1)).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new UsageException("Error: " + file + " is no file");
        }
        SwarmActions swarms = session.swarms();
        SwarmWork.oneByOne(session, "swarm restore").run(List.of(session.machines().get(machine)),
                name -> swarms.restore(name, file), name -> "Machine \"" + name
                        + "\" is the only manager of the restored swarm. To bring others in: "
                        + session.program().path() + " swarm join --to " + name + " NAME...");
        return 0;
    }
}
