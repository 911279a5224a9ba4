package dev.jmachine.driver.jclouds;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A machine's settings a second time, in a file of its folder: with the marks on what was made for it they are enough
 * to take it away when its record is damaged. Is written before anything is made, and holds no secrets.
 */
final class SettingsFile {
    private static final String NAME = "settings.json";

    private final Path file;

    SettingsFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /** Write it; it is there whole or not at all. */
    void write(Map<String, Object> settings) {
        Path part = file.resolveSibling(NAME + ".part");
        try {
            Files.writeString(part, JsonValue.write(settings), UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure("Writing", e);
        }
    }

    /** Return what was written; empty when nothing was, and so nothing made. */
    Map<String, Object> read() {
        try {
            Map<String, Object> settings = new HashMap<>();
            if (Files.exists(file) && JsonValue.parse(Files.readString(file, UTF_8)).value() instanceof Map<?, ?> all) {
                all.forEach((key, value) -> settings.put(key.toString(), value));
            }
            return settings;
        } catch (IOException e) {
            throw failure("Reading", e);
        }
    }

    private MachineException failure(String activity, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, activity + " " + file, cause.toString(), cause);
    }
}
