package dev.jmachine.swarm.stack;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Runs commands by this machine's shell, with stand-ins for some programs first on the search path. */
final class LocalShell implements RemoteShell {
    private final Path programs;
    private String others = ":/usr/bin:/bin";

    LocalShell(Path programs) {
        this.programs = programs;
    }

    /** Put a script in the place of a program. */
    LocalShell with(String program, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Have no other programs of this machine than these. */
    LocalShell onlyWith(String... names) throws IOException {
        others = "";
        for (String name : names) {
            with(name, "exec /usr/bin/" + name + " \"$@\"");
        }
        return this;
    }

    @Override
    public CommandResult run(String command, Duration timeout) {
        return run(command, "", timeout);
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = stream(command, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, errors);
        return new CommandResult(status, output.toString(StandardCharsets.UTF_8),
                errors.toString(StandardCharsets.UTF_8));
    }

    @Override
    public int stream(String command, InputStream input, OutputStream output, OutputStream errors) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        builder.environment().put("PATH", programs + others);
        builder.environment().put("TMPDIR", programs.getParent().toString());
        try {
            Path standardErrors = Files.createTempFile(programs.getParent(), "errors", "");
            Process process = builder.redirectError(standardErrors.toFile()).start();
            try (OutputStream to = process.getOutputStream()) {
                input.transferTo(to);
            }
            process.getInputStream().transferTo(output);
            int status = process.waitFor();
            Files.copy(standardErrors, errors);
            Files.delete(standardErrors);
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void upload(Path local, String remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void download(String remote, Path local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
