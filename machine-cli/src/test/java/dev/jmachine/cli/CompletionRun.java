package dev.jmachine.cli;

import dev.jmachine.cli.completion.Completion;
import dev.jmachine.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for completions against machines in memory. */
public final class CompletionRun {

    private CompletionRun() {
    }

    public static List<String> complete(FakeMachines machines, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err, "", Map.of("MACHINE_DRIVER", "fake"));
        Completion.run(List.of(words), new Program("jmachine", Optional.empty()), console, CommandIndex.NAMES,
                CommandIndex::find, machines);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
