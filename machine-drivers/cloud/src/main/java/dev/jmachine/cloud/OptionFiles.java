package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that options name. */
public final class OptionFiles {

    private OptionFiles() {
    }

    /** Return the path that an option gives; {@code ~/} is the user's home. */
    public static Path path(String given) {
        String expanded = given.startsWith("~/") ? System.getProperty("user.home") + given.substring(1) : given;
        return Path.of(expanded).toAbsolutePath().normalize();
    }

    /**
     * Read the file that an option gives.
     *
     * @return its text; empty when the option is
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT} if it cannot be read
     */
    public static String read(String option, String given) {
        if (given.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(path(given));
        } catch (IOException e) {
            throw InvalidOption.of(option, "The file \"" + given + "\" cannot be read: " + e, e);
        }
    }
}
