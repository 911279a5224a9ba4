package dev.jmachine.cli.completion;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code completion}: prints the script for a shell. */
public final class CompletionCommand implements Command {
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public CommandDescription description() {
        return CommandDescription.of("completion", "bash|zsh|fish", "Print the script that completes words in a shell")
                .details("bash: source <(jmachine completion bash). zsh: put the output in a file _jmachine in $fpath. "
                        + "fish: jmachine completion fish | source");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        if (arguments.words().size() != 1 || !SHELLS.contains(arguments.words().get(0))) {
            throw UsageException.withHelp("Error: Expected bash, zsh or fish");
        }
        session.console().out().print(script(arguments.words().get(0), session.program().name()));
        return 0;
    }

    private static String script(String shell, String program) {
        try (InputStream resource = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@FUNCTION@", program.replaceAll("[^A-Za-z0-9_]", "_"))
                    .replace("@PROGRAM@", program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
