package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A random name of this store, by which its things at the provider are told from those of others. */
final class StoreMark {

    private StoreMark() {
    }

    /** Return the mark, made on the first call; the same for all processes on the store. */
    static String of(Path sharedFolder) {
        Path file = sharedFolder.resolve("store-id");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading " + file, e.toString(), e);
        }
    }

    /** The file appears whole, and the first one stays. */
    private static void make(Path file) throws IOException {
        String mark = UUID.randomUUID().toString();
        Path draft = Files.writeString(file.resolveSibling("store-id." + mark), mark + "\n");
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first.
        } finally {
            Files.delete(draft);
        }
    }
}
