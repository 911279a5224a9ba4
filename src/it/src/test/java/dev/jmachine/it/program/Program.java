package dev.jmachine.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program with its environment, standard input and a limit of time; runs as often as wanted. Immutable. */
public final class Program {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final List<String> command;
    private final Map<String, Optional<String>> environment;
    private final String input;
    private final Duration limit;

    private Program(List<String> command, Map<String, Optional<String>> environment, String input, Duration limit) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.input = input;
        this.limit = limit;
    }

    /** Returns a program by its path, or by its name on the search path, with the first of its arguments. */
    public static Program of(String... command) {
        return new Program(List.of(command), Map.of(), "", LIMIT);
    }

    /** Returns it with further arguments. */
    public Program and(String... arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(Arrays.asList(arguments));
        return new Program(longer, environment, input, limit);
    }

    /** Returns it as another program, whose arguments end here, runs it. */
    public Program under(Program other) {
        List<String> longer = new ArrayList<>(other.command);
        longer.addAll(command);
        return new Program(longer, environment, input, limit);
    }

    /** Returns it with a variable in its environment. */
    public Program with(String variable, String value) {
        return changed(variable, Optional.of(value));
    }

    /** Returns it without a variable that this process has. */
    public Program without(String variable) {
        return changed(variable, Optional.empty());
    }

    private Program changed(String variable, Optional<String> value) {
        Map<String, Optional<String>> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Program(command, changed, input, limit);
    }

    /** Returns it with a text as its standard input, which is empty otherwise. */
    public Program reading(String text) {
        return new Program(command, environment, text, limit);
    }

    /** Returns it with another limit of time, after which it is killed and the test fails. */
    public Program within(Duration duration) {
        return new Program(command, environment, input, duration);
    }

    /** Runs it to its end. */
    public Outcome run(String... arguments) {
        try (RunningProgram running = start(arguments)) {
            return running.await();
        }
    }

    /** Starts it. */
    public RunningProgram start(String... arguments) {
        try {
            return launch(and(arguments).command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All streams are files: what outlives the program, such as a virtual machine, keeps no pipe open. */
    private RunningProgram launch(List<String> line) throws IOException {
        Path folder = Files.createTempDirectory("program");
        Path standardInput = Files.writeString(folder.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(standardInput.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        environment.forEach((variable, value) -> value.ifPresentOrElse(
                text -> builder.environment().put(variable, text), () -> builder.environment().remove(variable)));
        return new RunningProgram(line, builder.start(), folder, limit);
    }
}
