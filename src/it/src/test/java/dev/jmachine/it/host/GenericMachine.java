package dev.jmachine.it.host;

import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine of the driver {@code generic} on a host of a test's.
 *
 * @param jmachine the command line and its store
 * @param name the machine's name
 * @param host the host
 * @param user the SSH user
 */
public record GenericMachine(Jmachine jmachine, String name, DebianHost host, String user) {

    /** Returns the arguments that create it. */
    public String[] createArguments(String... further) {
        List<String> arguments = new ArrayList<>(List.of("create", "-d", "generic",
                "--generic-ip-address", host.address(), "--generic-ssh-user", user,
                "--generic-ssh-key", host.key().toString()));
        arguments.addAll(List.of(further));
        arguments.add(name);
        return arguments.toArray(String[]::new);
    }

    /** Creates it. */
    public Outcome create(String... further) {
        return jmachine.run(createArguments(further));
    }

    /** Runs a command on the host through {@code jmachine ssh}. */
    public Outcome ssh(String... command) {
        List<String> arguments = new ArrayList<>(List.of("ssh", name));
        arguments.addAll(List.of(command));
        return jmachine.run(arguments.toArray(String[]::new));
    }

    /** Runs the stock client against its engine. */
    public Outcome docker(String... arguments) {
        return jmachine.docker(name, arguments);
    }

    /** Returns the engine's process and when it was started: what a restart changes. */
    public String engineRun() {
        return host.run("systemctl show docker -p MainPID -p ExecMainStartTimestampMonotonic -p NRestarts");
    }
}
