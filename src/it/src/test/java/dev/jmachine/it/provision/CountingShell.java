package dev.jmachine.it.provision;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Passes everything on to another shell and counts the round trips. */
final class CountingShell implements RemoteShell {
    private final RemoteShell shell;
    private int roundTrips;

    CountingShell(RemoteShell shell) {
        this.shell = shell;
    }

    int roundTrips() {
        return roundTrips;
    }

    @Override
    public CommandResult run(String command, Duration timeout) {
        roundTrips++;
        return shell.run(command, timeout);
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout) {
        roundTrips++;
        return shell.run(command, input, timeout);
    }

    @Override
    public int stream(String command, InputStream input, OutputStream output, OutputStream errors) {
        roundTrips++;
        return shell.stream(command, input, output, errors);
    }

    @Override
    public void upload(Path local, String remote) {
        roundTrips++;
        shell.upload(local, remote);
    }

    @Override
    public void download(String remote, Path local) {
        roundTrips++;
        shell.download(remote, local);
    }

    @Override
    public void close() {
        shell.close();
    }
}
