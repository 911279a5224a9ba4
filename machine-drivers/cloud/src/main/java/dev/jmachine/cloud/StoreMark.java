package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The mark by which one store's things are told from another's in the same account: twelve hexadecimal digits. */
public final class StoreMark {
    private static final int LENGTH = 12;

    private StoreMark() {
    }

    /** Return the mark, made when it is first asked for and the same ever after. */
    public static String of(DriverContext context) {
        Path file = context.sharedFolder().resolve("store-mark");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading " + file, e.toString(), e);
        }
    }

    /** Of several processes that make it the first one wins: a link is there whole, or not at all. */
    private static void make(Path file) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "store-mark", "");
        try {
            Files.writeString(draft, UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another's holds.
        } finally {
            Files.delete(draft);
        }
    }
}
