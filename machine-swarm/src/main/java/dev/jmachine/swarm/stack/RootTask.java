package dev.jmachine.swarm.stack;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.ssh.RootShell;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Something that root does on a host with files that are sent along: one command, whose standard input is an archive of
 * the files and of the script. They lie in a new folder that only root may enter, and that is gone when the command
 * ends, also when the connection breaks before.
 *
 * @param activity what is done, for error messages
 * @param files the files; the script is added as {@code run}
 */
record RootTask(String activity, HostFiles files) {
    private static final int UNPACKING_FAILED = 82;
    private static final String UNPACK_AND_RUN = "umask 077; d=$(mktemp -d) || exit " + UNPACKING_FAILED + "; "
            + "trap 'rm -rf \"$d\"' EXIT; trap 'exit 1' HUP INT TERM; "
            + "tar -xof - -C \"$d\" && cd \"$d\" || exit " + UNPACKING_FAILED + "; sh ./run < /dev/null";

    /**
     * Run a script in the folder of the files.
     *
     * @return what it ended with, whatever the status
     * @throws MachineException with {@link ErrorCode#NO_ROOT}, or {@link ErrorCode#STACK} when the host cannot unpack
     *     the files
     */
    CommandResult run(RemoteShell shell, String script) {
        files.add("run", script);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = shell.stream(RootShell.command(UNPACK_AND_RUN), files.archive(), output, errors);
        CommandResult result = new CommandResult(status, output.toString(StandardCharsets.UTF_8),
                errors.toString(StandardCharsets.UTF_8));
        refuseToGoOn(result);
        return result;
    }

    private void refuseToGoOn(CommandResult result) {
        String said = result.errors().strip();
        if (!result.succeeded() && said.startsWith("sudo:")) {
            throw new MachineException(ErrorCode.NO_ROOT, activity,
                    "The SSH user is not root and may not use sudo without a password (" + said + ").");
        }
        if (result.exitStatus() == UNPACKING_FAILED) {
            throw new MachineException(ErrorCode.STACK, activity, "The host could not take the files: " + said);
        }
    }
}
