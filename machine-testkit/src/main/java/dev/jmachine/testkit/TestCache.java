package dev.jmachine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which tests keep what is dear to make from one run to the next. */
public final class TestCache {
    private TestCache() {
    }

    /**
     * Return a folder in {@code $JMACHINE_TEST_CACHE}, or in {@code ~/.cache/jmachine-test} where that is not set; made
     * when it is not there.
     */
    public static Path folder(String name) {
        String set = System.getenv("JMACHINE_TEST_CACHE");
        Path cache = set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), ".cache", "jmachine-test");
        try {
            return Files.createDirectories(cache.resolve(name)).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
