package dev.jmachine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the built distribution as a user does: as processes. */
public final class Distribution {

    /** Where the build puts it. */
    public static final Path HOME = Path.of("target/distribution").toAbsolutePath();
    /** Its launcher. */
    public static final Path LAUNCHER = HOME.resolve("bin/jmachine");

    private final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("").toAbsolutePath();
    private String input = "";

    /** What a process printed and ended with. */
    public record Result(int status, String out, String err) {
    }

    /** Create a runner whose machines are in this store. */
    public Distribution(Path store) {
        environment.put("MACHINE_STORAGE_PATH", store.toString());
        environment.put("SHELL", "/bin/sh");
    }

    /** Set an environment variable. */
    public Distribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Set the folder in which commands are run. */
    public Distribution in(Path value) {
        folder = value;
        return this;
    }

    /** Set what is passed on standard input. */
    public Distribution typing(String text) {
        input = text;
        return this;
    }

    /** Run the launcher with these words. */
    public Result run(String... words) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(words));
        return execute(command);
    }

    /** Run a command. */
    public Result execute(List<String> command) {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            try {
                return execute(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Result execute(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        Process process = start(command, out, err);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end; it printed " + Files.readString(out)
                    + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Start a command whose output goes to files. */
    public Process start(List<String> command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MACHINE_") || name.startsWith("DOCKER_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }
}
