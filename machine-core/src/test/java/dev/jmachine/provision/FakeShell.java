package dev.jmachine.provision;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Answers every command with the same result. */
record FakeShell(CommandResult answer) implements RemoteShell {

    @Override
    public CommandResult run(String command, Duration timeout) {
        return answer;
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout) {
        return answer;
    }

    @Override
    public int stream(String command, InputStream input, OutputStream output, OutputStream errors) {
        return answer.exitStatus();
    }

    @Override
    public void upload(Path local, String remote) {
        throw new AssertionError("provisioning copies nothing");
    }

    @Override
    public void download(String remote, Path local) {
        throw new AssertionError("provisioning copies nothing");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
