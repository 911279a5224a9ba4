package dev.jmachine.driver.qemu;

import dev.jmachine.testkit.TestCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract with real guests. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(1200)
class QemuDriverContractIT extends QemuDriverContractTest {

    @Override
    protected Map<String, List<String>> options() {
        shareImages();
        return Map.of("qemu-image", List.of("debian-13"), "qemu-memory", List.of("512"));
    }

    /** The store is the test's own, but images are costly. */
    private void shareImages() {
        try {
            Path images = Files.createDirectories(store.resolve("cache")).resolve("qemu");
            if (!Files.exists(images)) {
                Files.createSymbolicLink(images, TestCache.folder("qemu"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
