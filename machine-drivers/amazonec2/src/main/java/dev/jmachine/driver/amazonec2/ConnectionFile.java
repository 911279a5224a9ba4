package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a machine is made, in its folder: with the tags, that is enough to take it away when its record is damaged. Is
 * written before anything is made, and holds no secrets.
 */
final class ConnectionFile {
    private static final String NAME = "amazonec2.properties";

    private final Path file;

    ConnectionFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    void write(ConnectionSettings settings) {
        Properties values = new Properties();
        settings.toState().forEach((key, value) -> values.setProperty(key, value.toString()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, null);
        } catch (IOException e) {
            throw failure("Writing", e);
        }
    }

    /** Return what was written; empty when nothing was, and so nothing made. */
    Optional<ConnectionSettings> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException e) {
            throw failure("Reading", e);
        }
        return Optional.of(ConnectionSettings.of(key -> values.getProperty(key, "")));
    }

    private MachineException failure(String activity, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, activity + " " + file, cause.toString(), cause);
    }
}
