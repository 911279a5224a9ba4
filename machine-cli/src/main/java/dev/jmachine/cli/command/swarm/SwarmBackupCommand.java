package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code swarm backup}. */
final class SwarmBackupCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("swarm backup", "NAME FILE", "Save the state of a swarm's managers to a file",
                        Flag.on("force", "f", "Replace the file when it is there, and save even when the swarm cannot "
                                + "spare a manager that long"))
                .details("NAME is a machine or a cluster. The file holds the swarm's secrets; only its owner can read "
                        + "it. The engine of one manager stands still while its state is read, and its containers with "
                        + "it; a swarm of one or two managers has none to spare.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        List<String> words = arguments.words();
        if (words.size() != 2) {
            throw UsageException.withHelp("Error: Expected a machine or cluster name, and a file");
        }
        Path file = Path.of(words.get(1)).toAbsolutePath();
        if (Files.exists(file) && !arguments.on("force")) {
            throw new UsageException("Error: " + file + " is there already; --force replaces it");
        }
        SwarmActions swarms = session.swarms();
        SwarmWork.oneByOne(session, "swarm backup").run(SwarmMember.of(session, words.subList(0, 1)),
                name -> swarms.backup(name, file, arguments.on("force")), "The swarm's state is saved in " + file);
        return 0;
    }
}
