package dev.jmachine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a {@link SshHost} does when it is to run a command. Called on a thread of the command's own. */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Run a command.
     *
     * @param command the command line; empty for a login shell
     * @param streams its standard streams
     * @return the exit status; 128 + n is told as an exit by status, as a shell does
     * @throws IOException when a stream breaks; told as exit status 255
     * @throws InterruptedException when the client has left; nothing is told
     */
    int run(String command, Streams streams) throws IOException, InterruptedException;

    /**
     * The standard streams of a command.
     *
     * @param input ends when the client has sent all
     * @param output standard output
     * @param errors standard error
     */
    record Streams(InputStream input, OutputStream output, OutputStream errors) {}
}
