package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.ssh.RootShell;
import dev.jmachine.ssh.ShellQuoting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Runs scripts of ours as root on the host of a manager, with its state as their input or output. Stateless. */
final class HostCommands {
    private static final int LAST_LINES = 5;

    private HostCommands() {
    }

    /**
     * Run a script that stops and starts the engine.
     *
     * @param script the file of the script
     * @param root the engine's folder
     * @throws MachineException with {@link ErrorCode#PROVISIONING_FAILED} and what the script says
     */
    static void run(Machine machine, String script, String root, InputStream input, OutputStream output) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status;
        try (RemoteShell shell = machine.shell()) {
            status = shell.stream(RootShell.command(text(script, root)), input, output, errors);
        }
        if (status != 0) {
            List<String> lines =
                    errors.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            throw new MachineException(ErrorCode.PROVISIONING_FAILED, "Working on the host of " + machine.name(),
                    lines.isEmpty() ? "It ended with status " + status + "."
                            : String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
    }

    /** Return the folder in which a machine's engine keeps its data. */
    static String engineFolder(Machine machine) {
        return LocalNode.engine(machine).get("/info", LocalNode.TIMEOUT).object().text("DockerRootDir");
    }

    /** Return a whole script. */
    static String text(String script, String root) {
        return "root=" + ShellQuoting.quote(root) + "\n" + read("engine-service.sh") + read(script);
    }

    private static String read(String file) {
        try (InputStream input = Objects.requireNonNull(HostCommands.class.getResourceAsStream(file), file)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
