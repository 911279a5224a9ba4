package dev.jmachine.cli;

import dev.jmachine.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs typical commands in a store of its own, so that the virtual machine can note the classes they load. */
final class Training {

    /** The hidden command that the launcher calls. */
    static final String COMMAND = "__train";

    private static final List<String> LINES = List.of("ls", "create -d none --url tcp://127.0.0.1:1 trained", "ls",
            "ls -q", "status trained", "ip trained", "url trained", "env trained", "config trained", "inspect trained",
            "inspect -f {{.Name}} trained", "version", "help", "nosuch", "rm -y trained");

    private Training() {
    }

    /** Run the commands; what they print goes nowhere. */
    static void run(Program program, String store) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("MACHINE_") || name.startsWith("DOCKER_"));
        environment.put("SHELL", "/bin/sh");
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()), "", environment);
        Dispatcher dispatcher = new Dispatcher(program, console, new Library());
        for (String line : LINES) {
            dispatcher.run(List.of(("--storage-path " + store + " " + line).split(" ")));
        }
        load();
    }

    /** Load, without running any of it, what only a real host would have us load. */
    private static void load() {
        try (InputStream list = Training.class.getResourceAsStream("training.txt")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).forEach(Training::load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Another Java runtime or a later jmachine does without it; the start is a little slower then, no more.
        }
    }
}
