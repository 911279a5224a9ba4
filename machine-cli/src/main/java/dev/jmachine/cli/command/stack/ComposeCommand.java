package dev.jmachine.cli.command.stack;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.MachineNames;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.command.SideBySide;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Console;
import dev.jmachine.swarm.stack.Compose;
import dev.jmachine.swarm.stack.ComposeRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** {@code compose}. Its exit status is that of Compose on the machine. */
public final class ComposeCommand implements Command {

    @Override
    public CommandDescription description() {
        return new CommandDescription("compose", "[-m NAME] [-f FILE...] COMMAND...",
                "Run Docker Compose on one machine with the files that are here",
                "All words after the flags -m, -f, -p, --env-file and --project-directory are Compose's own. The "
                        + "files, and what they name, are copied to the machine, and stay there for later commands. The exit "
                        + "status is Compose's.", List.of(), true);
    }

    @Override
    public int run(Session session, Arguments arguments) {
        ComposeWords words = ComposeWords.of(arguments.words());
        if (words.rest().isEmpty()) {
            throw UsageException.withHelp("Error: Expected a command of Compose, such as up, ps or down");
        }
        Machine machine = MachineNames.one(session, Arguments.ofWords(words.list("machine")));
        ComposeRequest request = request(session, words);
        Console console = session.console();
        int[] status = new int[1];
        Compose compose = Compose.on(machine, notice -> console.err().println(notice));
        List<RuntimeException> failures = new SideBySide(session).run(List.of(request), one ->
                status[0] = compose.run(one, console.in(), console.out(), console.err()));
        if (failures.get(0) != null) {
            throw failures.get(0);
        }
        return status[0];
    }

    private static ComposeRequest request(Session session, ComposeWords words) {
        List<Path> named = words.list("file").stream().map(Path::of).toList();
        String variable = session.environment().getOrDefault("COMPOSE_FILE", "");
        if (named.isEmpty() && !variable.isEmpty()) {
            named = List.of(variable.split(File.pathSeparator)).stream().map(Path::of).toList();
        }
        String folder = words.text("project-directory", "");
        Path first = named.isEmpty() ? Path.of("").toAbsolutePath() : named.get(0).toAbsolutePath().getParent();
        Path project = folder.isEmpty() ? first : Path.of(folder);
        return new ComposeRequest(
                words.text("project-name", session.environment().getOrDefault("COMPOSE_PROJECT_NAME", "")), project,
                named.isEmpty() ? StackWork.usualFiles(project, true) : named,
                words.list("env-file").stream().map(Path::of).toList(), session.environment(), words.rest());
    }
}
