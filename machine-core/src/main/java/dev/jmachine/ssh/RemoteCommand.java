package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;

/**
 * One command on a channel of its own, with its three streams copied side by side. Used once, by one thread.
 */
final class RemoteCommand {
    private static final int BUFFER_SIZE = 32 * 1024;

    private final SshConnection connection;
    private final String command;
    private volatile boolean left;

    RemoteCommand(SshConnection connection, String command) {
        this.connection = connection;
        this.command = command;
    }

    /**
     * Run the command to its end; when the thread is interrupted, leave it.
     *
     * @param input passed on until its end, or until the command ends
     * @return the exit status
     */
    int run(InputStream input, OutputStream output, OutputStream errors) throws IOException, InterruptedException {
        CommandChannel channel = connection.openChannel();
        try {
            start(channel);
            return copy(channel, new Streams(input, output, errors));
        } finally {
            left = true;
            Uninterrupted.run(channel::end);
        }
    }

    private record Streams(InputStream input, OutputStream output, OutputStream errors) {}

    private void start(CommandChannel channel) throws SSHException {
        if (command.isEmpty()) {
            channel.startShell();
        } else {
            channel.exec(command);
        }
    }

    private int copy(CommandChannel channel, Streams streams) throws IOException, InterruptedException {
        StreamPump errors = new StreamPump("errors", () -> receive(channel.getErrorStream(), streams.errors()));
        StreamPump input = new StreamPump("input", () -> send(streams.input(), channel));
        errors.start();
        input.start();
        try {
            receive(channel.getInputStream(), streams.output());
            errors.finish();
            channel.join();
            input.check();
        } finally {
            input.interrupt();
        }
        return status(channel);
    }

    private int status(CommandChannel channel) throws ConnectionException {
        Integer status = channel.status();
        if (status == null) {
            throw new ConnectionException("The host closed the command's channel without telling how it ended");
        }
        return status;
    }

    private void receive(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        int count;
        while ((count = from.read(buffer)) >= 0) {
            if (left) {
                throw new InterruptedIOException("The command was left");
            }
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    /**
     * Pass input on. That the command ends before it has read all is no failure; where input cannot be had or sent, the
     * command must not take what came so far for all there is.
     */
    private static void send(InputStream from, CommandChannel channel) throws IOException {
        OutputStream to = channel.getOutputStream();
        byte[] buffer = new byte[BUFFER_SIZE];
        try {
            int count;
            while ((count = from.read(buffer)) >= 0) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                channel.end();
                throw e;
            }
        } finally {
            to.close();
        }
    }
}
