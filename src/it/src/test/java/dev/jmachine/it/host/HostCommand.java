package dev.jmachine.it.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;

/** Runs {@code src/it/hosts/debian-host}. */
final class HostCommand {
    private static final int CANNOT_RUN_HERE = 77;
    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", ""), "hosts", "debian-host").toAbsolutePath();

    private HostCommand() {
    }

    /** Runs one verb; aborts the test, with the script's own reason, where this machine cannot run hosts. */
    static Outcome run(Duration limit, List<String> arguments) {
        Outcome outcome = Program.of(SCRIPT.toString()).within(limit).run(arguments.toArray(String[]::new));
        Assumptions.assumeFalse(outcome.status() == CANNOT_RUN_HERE && outcome.errors().contains("skipped: "),
                outcome.errors().strip());
        return outcome;
    }
}
