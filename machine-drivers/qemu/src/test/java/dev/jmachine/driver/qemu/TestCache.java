package dev.jmachine.driver.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which tests with real guests keep their images from one run to the next. */
final class TestCache {
    private TestCache() {
    }

    /** Return the driver's cache folder. */
    static Path folder() {
        String set = System.getenv("JMACHINE_TEST_CACHE");
        Path cache = set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), ".cache", "jmachine-test");
        try {
            return Files.createDirectories(cache.resolve("qemu"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
