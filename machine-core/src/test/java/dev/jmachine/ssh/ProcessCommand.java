package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A command of {@link MinaHost} as a process. MINA's own moves three streams with one thread, and gets stuck. */
final class ProcessCommand implements Command {
    private final ProcessBuilder builder;
    private InputStream input;
    private OutputStream output;
    private OutputStream errors;
    private ExitCallback exit;
    private Process process;

    ProcessCommand(String... command) {
        builder = new ProcessBuilder(command);
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
    public void start(ChannelSession channel, Environment environment) throws IOException {
        process = builder.start();
        OutputStream processInput = process.getOutputStream();
        copying(input, processInput).whenComplete((done, failure) -> close(processInput));
        CompletableFuture.allOf(
                        copying(process.getInputStream(), output),
                        copying(process.getErrorStream(), errors),
                        process.onExit())
                .thenRun(() -> exit.onExit(process.exitValue()));
    }

    private static void close(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException theProcessReadsNoMore) {
            return;
        }
    }

    /** Copy on a thread of its own until one side breaks: then the process or the client needs no more. */
    private static CompletableFuture<Void> copying(InputStream from, OutputStream to) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[8192];
            try {
                int count;
                while ((count = from.read(buffer)) >= 0) {
                    to.write(buffer, 0, count);
                    to.flush();
                }
                end.complete(null);
            } catch (IOException oneSideBroke) {
                end.complete(null);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    @Override
    public void destroy(ChannelSession channel) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
