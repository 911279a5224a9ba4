package dev.jmachine.swarm.stack;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.ssh.RootShell;
import dev.jmachine.ssh.ShellQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Compose projects on one machine, by Docker's own tool there, over SSH; nothing is needed here but the files.
 *
 * <p>The files stay on the host in a folder of the project's that only root may enter,
 * {@code /var/lib/jmachine/compose/PROJECT}, so that later commands find them; what containers write next to them is
 * kept. Thread-safe.
 */
public final class Compose {
    private static final String ROOT = "/var/lib/jmachine/compose/";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(20);
    private static final int NO_TOOL = 83;
    private static final int NO_PROJECT = 84;

    private final Machine machine;
    private final Consumer<String> notices;

    private Compose(Machine machine, Consumer<String> notices) {
        this.machine = machine;
        this.notices = notices;
    }

    /**
     * Return the projects on a machine.
     *
     * @param notices is told, in sentences, of what was chosen for the user
     */
    public static Compose on(Machine machine, Consumer<String> notices) {
        return new Compose(machine, notices);
    }

    /**
     * Run a command of Compose to its end. It may take for ever, as following logs does; interrupt the thread to end
     * it. Where the host has no Compose its distribution's package is installed first.
     *
     * @param input passed on as standard input; never closed
     * @param output receives standard output; never closed
     * @param errors receives standard error; never closed
     * @return the exit status
     * @throws MachineException with {@link ErrorCode#STACK} when a file is missing, there is no such project, or
     *     Compose cannot be installed, or as SSH fails
     */
    public int run(ComposeRequest request, InputStream input, OutputStream output, OutputStream errors) {
        ProjectFiles project = ProjectFiles.of(request);
        String root = ROOT + project.project();
        try (RemoteShell shell = machine.shell()) {
            String tool = take(shell, project, root);
            return shell.stream(RootShell.command(command(tool, root, request)), input, output, errors);
        }
    }

    /** Bring the files to the host and return the tool's command. */
    private String take(RemoteShell shell, ProjectFiles project, String root) {
        CommandResult result = taken(shell, project, root);
        if (result.exitStatus() == NO_TOOL) {
            install(shell);
            result = taken(shell, project, root);
        }
        if (result.exitStatus() == NO_PROJECT) {
            throw new MachineException(ErrorCode.STACK, activity(), "There is no Compose file here, and the machine has"
                    + " no project \"" + project.project() + "\" from before.");
        }
        if (!result.succeeded()) {
            throw new MachineException(ErrorCode.STACK, activity(), "The host could not take the files: "
                    + result.errors().strip());
        }
        return result.output().strip().replaceFirst("\\|.*", "");
    }

    private CommandResult taken(RemoteShell shell, ProjectFiles project, String root) {
        try {
            return new RootTask(activity(), project.gathered())
                    .run(shell, "root=" + ShellQuoting.quote(root) + "\n" + script("compose-take.sh"));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STACK, activity(), "A file cannot be read: " + e + ".", e);
        }
    }

    private void install(RemoteShell shell) {
        CommandResult result = shell.run(RootShell.SCRIPT, script("compose-install.sh"), INSTALL_LIMIT);
        if (!result.succeeded()) {
            throw new MachineException(ErrorCode.STACK, "Installing Compose on " + machine.name(),
                    "The host has none, and its package could not be installed:\n  "
                            + result.errors().strip().replace("\n", "\n  "));
        }
        notices.accept("The host had no Compose: its package " + result.output().strip() + " was installed.");
    }

    private String activity() {
        return "Running Compose on " + machine.name();
    }

    /** Sources what {@link ProjectFiles} wrote: the tool's arguments, then the variables. */
    private static String command(String tool, String root, ComposeRequest request) {
        StringBuilder script = new StringBuilder("root=" + ShellQuoting.quote(root) + "; . \"$root/"
                + ProjectFiles.OWN + "/arguments\" && cd \"$root/$folder\" && set -- \"$@\"");
        request.words().forEach(word -> script.append(' ').append(ShellQuoting.quote(word)));
        return script + " && set -a && . \"$root/" + ProjectFiles.OWN + "/environment\" && set +a && exec " + tool
                + " \"$@\"";
    }

    private static String script(String name) {
        try (InputStream input = Objects.requireNonNull(Compose.class.getResourceAsStream(name), name)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
