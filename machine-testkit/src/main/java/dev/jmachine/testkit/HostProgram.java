package dev.jmachine.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine to their end. */
final class HostProgram {
    private HostProgram() {
    }

    /**
     * How a program ended.
     *
     * @param output what it wrote, to standard output and error
     */
    record Outcome(int status, String output) {
    }

    /**
     * Run a program with nothing as its input.
     *
     * @throws IllegalStateException when it has not ended in time; it is killed then
     */
    static Outcome run(Duration patience, List<String> command) {
        try {
            Path output = Files.createTempFile("jmachine-test", ".out");
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectInput(new File("/dev/null")).redirectOutput(output.toFile()).start();
                return new Outcome(await(process, patience, command, output), read(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process, Duration patience, List<String> command, Path output)
            throws IOException {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException(command + " did not end in " + patience + ": " + read(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), UTF_8);
    }
}
