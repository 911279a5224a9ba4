package dev.jmachine.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands by this computer's {@code /bin/sh}, in a home folder and with an environment of their own. */
final class ShellCommandHandler implements CommandHandler {
    private static final String SHELL = "/bin/sh";
    private static final int BUFFER_SIZE = 8192;

    private final Path home;
    private final List<String> path;

    ShellCommandHandler(Path home, List<String> path) {
        this.home = home;
        this.path = List.copyOf(path);
    }

    @Override
    public int run(String command, Streams streams) throws IOException, InterruptedException {
        Process process = builder(command).start();
        Thread input = copying(streams.input(), process.getOutputStream(), true);
        Thread output = copying(process.getInputStream(), streams.output(), false);
        Thread errors = copying(process.getErrorStream(), streams.errors(), false);
        try {
            output.join();
            errors.join();
            return process.waitFor();
        } finally {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            children.forEach(ProcessHandle::destroy);
            input.interrupt();
        }
    }

    private ProcessBuilder builder(String command) {
        ProcessBuilder builder = command.isEmpty()
                ? new ProcessBuilder(SHELL)
                : new ProcessBuilder(SHELL, "-c", command);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("HOME", home.toString());
        environment.put("USER", SshHost.USER);
        environment.put("LOGNAME", SshHost.USER);
        environment.put("SHELL", SHELL);
        environment.put("PATH", String.join(File.pathSeparator, path));
        return builder.directory(home.toFile());
    }

    private static Thread copying(InputStream from, OutputStream to, boolean closing) {
        Thread thread = new Thread(() -> copy(from, to, closing), "ssh-host-stream");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A broken pipe means that the process or the client needs no more: the copy ends, and that is all. */
    private static void copy(InputStream from, OutputStream to, boolean closing) {
        byte[] buffer = new byte[BUFFER_SIZE];
        try {
            int count;
            while ((count = from.read(buffer)) >= 0) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            System.getLogger(ShellCommandHandler.class.getName()).log(System.Logger.Level.DEBUG, "Stream ended", e);
        } finally {
            if (closing) {
                close(to);
            }
        }
    }

    private static void close(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            System.getLogger(ShellCommandHandler.class.getName()).log(System.Logger.Level.DEBUG, "Stream ended", e);
        }
    }
}
