package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The keys of locked swarms in a store, each a file that only its owner can read. Thread-safe. */
final class UnlockKeys {
    private static final String FILE_NAME = "unlock-key";

    private final Path swarms;

    /** Create the view of a store's keys; reads nothing. */
    UnlockKeys(Path store) {
        this.swarms = store.resolve("swarms");
    }

    private Path file(String swarm) {
        return swarms.resolve(swarm).resolve(FILE_NAME);
    }

    /** Return the key of a swarm, if it is kept. */
    Optional<String> of(String swarm) {
        return swarm.isEmpty() ? Optional.empty() : read(file(swarm));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("Reading " + file, e);
        }
    }

    /** Keep the key of a swarm; an empty one is none, and then the file goes. */
    void keep(String swarm, String key) {
        Path file = file(swarm);
        try {
            if (key.isEmpty()) {
                Files.deleteIfExists(file);
            } else if (of(swarm).filter(key::equals).isEmpty()) {
                AtomicFile.write(file, key + "\n");
            }
        } catch (IOException e) {
            throw failure("Writing " + file, e);
        }
    }

    private static MachineException failure(String activity, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, activity, cause.toString(), cause);
    }
}
