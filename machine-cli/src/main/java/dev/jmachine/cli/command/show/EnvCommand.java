package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.CommandDescription;
import dev.jmachine.cli.option.Flag;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.shell.Shell;
import dev.jmachine.cli.shell.ShellDetection;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code env}. */
public final class EnvCommand implements Command {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    @Override
    public CommandDescription description() {
        return CommandDescription.of("env", "[NAME]",
                        "Display the commands to set up the environment for the Docker client",
                        Flag.on("swarm", "Display the Swarm config instead of the Docker daemon"),
                        Flag.text("shell", "Force environment to be configured for a specified shell: "
                                + "[bash, zsh, fish, cmd, powershell, tcsh, emacs], default is auto-detect"),
                        Flag.on("unset", "u", "Unset variables instead of setting them"),
                        Flag.on("no-proxy", "Add machine IP to NO_PROXY environment variable"))
                .details("Argument is a machine name. With --swarm it is a cluster or a machine in a swarm, and a "
                        + "manager of it that answers is meant.");
    }

    @Override
    public int run(Session session, Arguments arguments) {
        // The machine first: who mistypes its name is not to be asked for a shell.
        Map<String, String> variables =
                arguments.on("unset") ? unset(session, arguments) : set(session, arguments);
        Shell shell = arguments.text("shell").isEmpty()
                ? ShellDetection.detect(session.environment(), WINDOWS) : Shell.named(arguments.text("shell"));
        PrintStream out = session.console().out();
        variables.forEach((name, value) ->
                out.println(arguments.on("unset") ? shell.unset(name) : shell.set(name, value)));
        out.println(shell.hint(commandLine(session)));
        return 0;
    }

    private static Map<String, String> set(Session session, Arguments arguments) {
        SwarmTarget target = SwarmTarget.of(session, arguments);
        Machine machine = target.machine();
        EngineAddress address =
                EngineAddress.reached(machine, target.standalone(), "Error checking TLS connection: ");
        Map<String, String> variables = new LinkedHashMap<>();
        // The client takes an empty value for none.
        variables.put("DOCKER_TLS_VERIFY", address.tls() ? "1" : "");
        variables.put("DOCKER_HOST", address.url());
        variables.put("DOCKER_CERT_PATH", address.certificates().toString());
        variables.put("DOCKER_MACHINE_NAME", machine.name());
        if (WINDOWS) {
            variables.put("COMPOSE_CONVERT_WINDOWS_PATHS", "true");
        }
        if (arguments.on("no-proxy")) {
            String variable = noProxyVariable(session);
            variables.put(variable, withAddress(session.environment().getOrDefault(variable, ""), machine.ip()));
        }
        return variables;
    }

    private static Map<String, String> unset(Session session, Arguments arguments) {
        if (!arguments.words().isEmpty()) {
            throw new UsageException("Error: Expected no machine name when the -u flag is present");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DOCKER_TLS_VERIFY", "");
        variables.put("DOCKER_HOST", "");
        variables.put("DOCKER_CERT_PATH", "");
        variables.put("DOCKER_MACHINE_NAME", "");
        if (arguments.on("no-proxy")) {
            variables.put(noProxyVariable(session), "");
        }
        return variables;
    }

    private static String noProxyVariable(Session session) {
        return session.environment().getOrDefault("no_proxy", "").isEmpty() ? "NO_PROXY" : "no_proxy";
    }

    private static String withAddress(String hosts, String address) {
        if (hosts.isEmpty()) {
            return address;
        }
        return hosts.contains(address) ? hosts : hosts + "," + address;
    }

    /** Return the command as it was typed; the program's path in quotes when it has letters that need them. */
    private static String commandLine(Session session) {
        String path = session.program().path();
        String quoted = path.contains(" ") || path.contains("\\") ? "\"" + path + "\"" : path;
        return quoted + " " + String.join(" ", session.line());
    }
}
