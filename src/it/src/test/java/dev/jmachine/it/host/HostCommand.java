package dev.jmachine.it.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** Runs {@code src/it/hosts/debian-host}. */
final class HostCommand {
    private static final int CANNOT_RUN_HERE = 77;
    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", ""), "hosts", "debian-host").toAbsolutePath();

    private HostCommand() {
    }

    /** What a command printed and how it ended. */
    record Outcome(int status, String output, String errors) {
        String outputOfSuccess(String command) {
            if (status != 0) {
                throw new AssertionError(command + " ended with status " + status + "\n" + output + errors);
            }
            return output;
        }
    }

    /** Runs one verb; aborts the test, with the script's own reason, where this machine cannot run hosts. */
    static Outcome run(Duration limit, List<String> arguments) {
        try {
            Outcome outcome = runWithFiles(limit, arguments);
            Assumptions.assumeFalse(outcome.status() == CANNOT_RUN_HERE && outcome.errors().contains("skipped: "),
                    outcome.errors().strip());
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in debian-host " + arguments, e);
        }
    }

    private static Outcome runWithFiles(Duration limit, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("debian-host", ".out");
        Path errors = Files.createTempFile("debian-host", ".err");
        try {
            int status = start(arguments, output, errors, limit);
            return new Outcome(status, Files.readString(output).strip(), Files.readString(errors).strip());
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static int start(List<String> arguments, Path output, Path errors, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("debian-host " + arguments + " took longer than " + limit);
            }
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }
}
