package dev.jmachine.cli.command;

import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.cli.Program;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandWords;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.output.Console;
import dev.jmachine.cli.progress.Notices;
import dev.jmachine.cli.progress.Relay;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the program: its streams, its environment, and the store, opened when it is first asked for. */
public final class Session implements AutoCloseable {
    private final Program program;
    private final Console console;
    private final List<String> line;
    private final Arguments globals;
    private final Opener opener;
    private final Relay relay;
    private Machines machines;

    /**
     * Create a session.
     *
     * @param program how the program was called
     * @param console its streams
     * @param line all words typed after the program's name
     * @param words the same, taken apart
     * @param opener opens the store and what is in it
     */
    public Session(Program program, Console console, List<String> line, CommandWords words,
            Opener opener) {
        this.program = program;
        this.console = console;
        this.line = List.copyOf(line);
        this.globals = words.globals();
        this.opener = opener;
        this.relay = new Relay(new Notices(console));
    }

    /** Return how the program was called. */
    public Program program() {
        return program;
    }

    /** Return the streams. */
    public Console console() {
        return console;
    }

    /** Return the environment variables. */
    public Map<String, String> environment() {
        return console.environment();
    }

    /** Return all words typed after the program's name. */
    public List<String> line() {
        return line;
    }

    /** Return the global flags. */
    public Arguments globals() {
        return globals;
    }

    /** Return the listener to which all events go; a command says who is to receive them. */
    public Relay relay() {
        return relay;
    }

    /** Return the machines, opening the store on the first call. */
    public synchronized Machines machines() {
        if (machines == null) {
            machines = opener.machines(settings());
        }
        return machines;
    }

    /** Return the machines, if the command has asked for them. */
    public synchronized Optional<Machines> openedMachines() {
        return Optional.ofNullable(machines);
    }

    /** Return what can be done to swarms. Commands that do nothing to them do without, for it loads many classes. */
    public SwarmActions swarms() {
        return opener.swarms(machines(), relay);
    }

    private MachinesBuilder settings() {
        MachinesBuilder settings = Machines.builder().listener(relay)
                .parallelism(globals.number(GlobalFlags.PARALLEL));
        String storage = globals.text(GlobalFlags.STORAGE_PATH);
        if (!storage.isEmpty()) {
            settings.storagePath(Path.of(storage));
        }
        program.home().ifPresent(home -> settings.driverFolder(home.resolve("drivers")));
        settings.driverFolder(Path.of(System.getProperty("user.home"), ".jmachine", "drivers"));
        CertificateFlags.folder(globals).ifPresent(settings::certificateAuthority);
        return settings;
    }

    @Override
    public synchronized void close() {
        if (machines != null) {
            machines.close();
        }
    }
}
