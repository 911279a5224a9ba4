package dev.jmachine.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One open SSH connection to a machine, over which any number of commands and copies may run, also side by side.
 *
 * <p>Instances are thread-safe. Every call honours interruption: the command's channel is closed, the thread's flag is
 * set again, and a {@link MachineException} with {@link ErrorCode#CANCELLED} is thrown. A broken connection is reported
 * as {@link ErrorCode#SSH_FAILED}, a passed deadline as {@link ErrorCode#TIMEOUT}.
 */
public interface RemoteShell extends AutoCloseable {

    /**
     * Run a command, interpreted by the user's shell, with empty standard input.
     *
     * @param command the command line; quoting is the caller's work
     * @param timeout how long it may take
     * @return its status and output, whatever the status
     */
    CommandResult run(String command, Duration timeout);

    /**
     * Run a command with text as its standard input. Scripts and secrets go this way, for arguments are visible to
     * every user of the host.
     *
     * @param command the command line, such as {@code sh -s}
     * @param input the text sent as standard input
     * @param timeout how long it may take
     * @return its status and output, whatever the status
     */
    CommandResult run(String command, String input, Duration timeout);

    /**
     * Run a command with text as its standard input, and hand over its output while it runs.
     *
     * <p>An implementation that does not override this hands it over at the end.
     *
     * @param command the command line, such as {@code sh -s}
     * @param input the text sent as standard input
     * @param timeout how long it may take
     * @param lines takes each line of standard output as soon as it has come, on any thread, while the caller waits
     * @return its status and output, whatever the status
     */
    default CommandResult run(String command, String input, Duration timeout, Consumer<String> lines) {
        CommandResult result = run(command, input, timeout);
        result.output().lines().forEach(lines);
        return result;
    }

    /**
     * Run a command with streams of the caller's, until it ends. It may take for ever; interrupt the thread to end it.
     *
     * <p>The input is read on a thread of its own, which is interrupted when the command ends. A stream that does not
     * heed that, such as {@code System.in}, keeps this daemon thread until it gives something, which is then lost.
     *
     * @param command the command line; empty for the user's login shell
     * @param input passed on as standard input until its end; never closed
     * @param output receives standard output; never closed
     * @param errors receives standard error; never closed
     * @return the exit status
     */
    int stream(String command, InputStream input, OutputStream output, OutputStream errors);

    /**
     * Copy a file or folder to the host.
     *
     * @param local what to copy; a folder is copied with all that is in it
     * @param remote the target path: an existing folder takes it under its own name, as {@code scp} does
     */
    void upload(Path local, String remote);

    /**
     * Copy a file or folder from the host.
     *
     * @param remote what to copy; a folder is copied with all that is in it
     * @param local the target path: an existing folder takes it under its own name, as {@code scp} does
     */
    void download(String remote, Path local);

    /** Close the connection; closing twice is harmless. */
    @Override
    void close();
}
