package dev.jmachine.hypervisor;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A number that differs between users and stores, by which the things of one store are told from those of others. */
public final class StoreKey {

    private StoreKey() {
    }

    /** Return the key of a store, given the driver's folder in it, which need not be there. */
    public static int of(Path sharedFolder) {
        try {
            CRC32 digest = new CRC32();
            digest.update((System.getProperty("user.name") + "\n" + real(sharedFolder.toAbsolutePath()))
                    .getBytes(StandardCharsets.UTF_8));
            return (int) digest.getValue();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Looking for " + sharedFolder, e.toString(), e);
        }
    }

    /** However the path is written, it is one store. */
    private static Path real(Path folder) throws IOException {
        return Files.exists(folder) || folder.getParent() == null
                ? folder.toRealPath()
                : real(folder.getParent()).resolve(folder.getFileName());
    }
}
