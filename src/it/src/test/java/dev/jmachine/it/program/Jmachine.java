package dev.jmachine.it.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The command line as it was built, {@code ./jmachine} of this checkout, with a store of its own. Immutable. */
public final class Jmachine {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("basedir", ""), "..", "..").toAbsolutePath().normalize();
    private static final Path LAUNCHER = CHECKOUT.resolve("jmachine");
    private static final List<String> FOREIGN = List.of("DOCKER_HOST", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY",
            "DOCKER_MACHINE_NAME", "DOCKER_CONTEXT", "MACHINE_DRIVER", "SHELL", "SSH_AUTH_SOCK");

    private final Program program;
    private final Path store;

    private Jmachine(Program program, Path store) {
        this.program = program;
        this.store = store;
    }

    /** Returns it with a store in a folder, which need not be there. */
    public static Jmachine withStore(Path store) {
        Program program = Program.of(LAUNCHER.toString());
        for (String variable : FOREIGN) {
            program = program.without(variable);
        }
        return new Jmachine(program.with("JMACHINE_BUILD", "no").with("MACHINE_STORAGE_PATH", store.toString()), store);
    }

    /** Returns it without root's right to read and write whatever it likes, should this process have that. */
    public Jmachine withoutOverride() {
        boolean root = "root".equals(System.getProperty("user.name"));
        Program bounded = Program.of("setpriv", "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search");
        return root ? new Jmachine(program.under(bounded), store) : this;
    }

    /** Returns it with a variable in its environment. */
    public Jmachine with(String variable, String value) {
        return new Jmachine(program.with(variable, value), store);
    }

    /** Returns it with a text as its standard input. */
    public Jmachine reading(String text) {
        return new Jmachine(program.reading(text), store);
    }

    /** Returns it with another limit of time. */
    public Jmachine within(Duration limit) {
        return new Jmachine(program.within(limit), store);
    }

    /** Runs one command to its end. */
    public Outcome run(String... arguments) {
        return program.run(arguments);
    }

    /** Starts one command. */
    public RunningProgram start(String... arguments) {
        return program.start(arguments);
    }

    /** Runs the stock client against a machine's engine, its environment set as the user is told to. */
    public Outcome docker(String machine, String... arguments) {
        return Program.of("sh", "-c", "set -e; variables=$(\"$0\" env --shell sh \"$1\"); eval \"$variables\"; shift;"
                        + " exec docker \"$@\"", LAUNCHER.toString(), machine)
                .with("MACHINE_STORAGE_PATH", store.toString()).run(arguments);
    }

    /** Returns the folder of a machine. */
    public Path folder(String machine) {
        return store.resolve("machines").resolve(machine);
    }

    /** Returns a file of a machine's. */
    public Path file(String machine, String name) {
        return folder(machine).resolve(name);
    }

    /** Returns the store. */
    public Path store() {
        return store;
    }

    /** Tells whether a machine has left nothing in the store's part for machines. */
    public boolean knowsNothingOf(String machine) {
        return !Files.exists(folder(machine));
    }
}
