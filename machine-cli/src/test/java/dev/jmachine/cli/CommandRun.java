package dev.jmachine.cli;

import dev.jmachine.cli.output.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs command lines against machines in memory, and keeps what they print. */
public final class CommandRun {
    private final FakeMachines machines;
    private final Map<String, String> environment =
            new HashMap<>(Map.of("MACHINE_DRIVER", "fake", "SHELL", "/bin/bash"));
    private String input = "";
    private String terminals = "";
    private String program = "jmachine";
    private ByteArrayOutputStream out;
    private ByteArrayOutputStream err;
    private int status;

    public CommandRun(FakeMachines machines) {
        this.machines = machines;
        environment.put("HOME", machines.folder.resolve("home").toString());
    }

    /** Set an environment variable; an empty value takes it away. */
    public CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Set what the user types. */
    public CommandRun typing(String text) {
        input = text;
        return this;
    }

    /** Set which streams are terminals. */
    public CommandRun at(String streams) {
        terminals = streams;
        return this;
    }

    /** Set how the program is called. */
    public CommandRun as(String path) {
        program = path;
        return this;
    }

    /** Run a line whose words are separated by blanks. */
    public CommandRun line(String line) {
        return words(line.isEmpty() ? new String[0] : line.split(" "));
    }

    /** Run a line of these words. */
    public CommandRun words(String... words) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals, environment);
        status = new Dispatcher(new Program(program, Optional.empty()), console, machines).run(List.of(words));
        return this;
    }

    public int status() {
        return status;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
