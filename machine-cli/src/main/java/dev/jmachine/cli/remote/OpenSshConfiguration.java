package dev.jmachine.cli.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file for OpenSSH's programs that lasts as long as a command: machines, each with its keys. */
public final class OpenSshConfiguration implements AutoCloseable {
    private final Path file;

    /** Write the file, readable by the user alone. */
    public OpenSshConfiguration(List<OpenSshOptions> machines) {
        Path users = Path.of(System.getProperty("user.home"), ".ssh", "config");
        // The first value found for a keyword holds, so the user's own file comes last.
        String text = machines.stream().map(OpenSshOptions::section).collect(Collectors.joining("\n"))
                + "\nHost *\n  Include \"" + users + "\"\n";
        try {
            file = Files.createTempFile("jmachine-ssh-", ".conf");
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the file. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
