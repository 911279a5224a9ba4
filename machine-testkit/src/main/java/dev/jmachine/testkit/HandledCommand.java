package dev.jmachine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** Runs one command of the SSH server through a {@link CommandHandler}; ends it when the client leaves or signals. */
final class HandledCommand implements Command, Runnable {
    private static final int BROKEN = 255;

    private final CommandHandler handler;
    private final String command;
    private final Thread thread;
    private InputStream input;
    private OutputStream output;
    private OutputStream errors;
    private ExitCallback exit;

    HandledCommand(CommandHandler handler, String command) {
        this.handler = handler;
        this.command = command;
        this.thread = new Thread(this, "ssh-host-command");
        thread.setDaemon(true);
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        environment.addSignalListener((source, signal) -> thread.interrupt(), Signal.TERM, Signal.HUP, Signal.INT);
        thread.start();
    }

    @Override
    public void destroy(ChannelSession channel) {
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            int status = handler.run(command, new CommandHandler.Streams(input, output, errors));
            output.flush();
            errors.flush();
            exit.onExit(status);
        } catch (IOException e) {
            exit.onExit(BROKEN, e.toString());
        } catch (InterruptedException e) {
            exit.onExit(BROKEN, "The client has left");
        }
    }
}
