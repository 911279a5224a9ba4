package dev.jmachine.ssh;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** One SSH connection with many channels; made by {@link SshConnector}. Thread-safe. */
final class SshShell implements RemoteShell {
    private static final System.Logger LOGGER = System.getLogger(SshShell.class.getPackageName());
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final SshEndpoint endpoint;
    private final SshConnection connection;

    SshShell(SshEndpoint endpoint, SshConnection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    @Override
    public CommandResult run(String command, Duration timeout) {
        return run(command, "", timeout);
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout) {
        return run(command, input, timeout, new ByteArrayOutputStream());
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout, Consumer<String> lines) {
        return run(command, input, timeout, new LineOutput(lines));
    }

    private CommandResult run(String command, String input, Duration timeout, ByteArrayOutputStream output) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = call("Running a command on " + endpoint)
                .run(timeout, () -> new RemoteCommand(connection, command).run(in, output, errors));
        return new CommandResult(
                status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    @Override
    public int stream(String command, InputStream input, OutputStream output, OutputStream errors) {
        return call("Running a command on " + endpoint)
                .run(FOR_EVER, () -> new RemoteCommand(connection, command).run(input, output, errors));
    }

    @Override
    public void upload(Path local, String remote) {
        copy("Copying " + local + " to " + endpoint, copy -> copy.upload(local, remote));
    }

    @Override
    public void download(String remote, Path local) {
        copy("Copying " + remote + " from " + endpoint, copy -> copy.download(remote, local));
    }

    private void copy(String activity, Transfer transfer) {
        call(activity).run(FOR_EVER, () -> {
            try (RemoteFiles files = files()) {
                transfer.run(new FileCopy(files, connection::isOpen));
            }
            return null;
        });
    }

    private RemoteFiles files() throws IOException {
        try {
            return SftpFiles.open(connection);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "No SFTP at " + endpoint + ", so the shell does it", e);
            return new ShellFiles(connection);
        }
    }

    private interface Transfer {
        void run(FileCopy copy) throws IOException;
    }

    private static BlockingCall call(String activity) {
        return new BlockingCall(activity, () -> {});
    }

    @Override
    public void close() {
        connection.close();
    }
}
