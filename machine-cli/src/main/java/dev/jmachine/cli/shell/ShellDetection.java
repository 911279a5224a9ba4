package dev.jmachine.cli.shell;

import dev.jmachine.cli.option.UsageException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out which shell the user works in. */
public final class ShellDetection {

    private ShellDetection() {
    }

    /**
     * Return the shell.
     *
     * @param environment environment variables
     * @param windows whether this is Windows
     * @throws UsageException if it cannot be found out
     */
    public static Shell detect(Map<String, String> environment, boolean windows) {
        String shell = environment.getOrDefault("SHELL", "");
        if (!shell.isEmpty()) {
            return Shell.named(shell.substring(shell.lastIndexOf('/') + 1));
        }
        if (windows) {
            return amongParents();
        }
        throw new UsageException("Error: Unknown shell\n  $SHELL is not set.\n"
                + "  Name your shell with --shell: bash, zsh, fish, powershell, cmd, tcsh or emacs.");
    }

    private static Shell amongParents() {
        Optional<ProcessHandle> process = ProcessHandle.current().parent();
        while (process.isPresent()) {
            String command = process.get().info().command().orElse("").toLowerCase(Locale.ROOT);
            if (command.contains("powershell") || command.contains("pwsh")) {
                return Shell.POWERSHELL;
            }
            process = process.get().parent();
        }
        return Shell.CMD;
    }
}
