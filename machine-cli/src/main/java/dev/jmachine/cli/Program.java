package dev.jmachine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * This program: how it was called, and where it is installed.
 *
 * @param path how it was called, as typed, such as {@code ./jmachine}
 * @param home the folder of the distribution, if it runs from one
 */
public record Program(String path, Optional<Path> home) {

    /** Return what the launcher tells in system properties. */
    public static Program ofProcess() {
        return new Program(System.getProperty("jmachine.program", "jmachine"),
                Optional.ofNullable(System.getProperty("jmachine.home")).map(Path::of));
    }

    /** Return its name, such as {@code jmachine}, or {@code docker-machine} when it is installed under that name. */
    public String name() {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.endsWith(".cmd") ? name.substring(0, name.length() - 4) : name;
    }

    /** Return the line that {@code version} prints, in docker-machine's form. */
    public String versionLine() {
        Properties version = version();
        return name() + " version " + version.getProperty("version") + ", build " + version.getProperty("build");
    }

    /** Return the version, such as {@code 1.0.0}. */
    public Properties version() {
        Properties properties = new Properties();
        try (InputStream resource = Program.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
