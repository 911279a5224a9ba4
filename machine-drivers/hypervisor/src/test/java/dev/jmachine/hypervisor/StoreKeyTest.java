package dev.jmachine.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKeyTest {

    @TempDir
    Path home;

    @Test
    void isTheSameBeforeTheFolderIsThereAndAfterwards() throws IOException {
        Path shared = home.resolve("store/drivers/qemu");
        int key = StoreKey.of(shared);
        assertThat(shared).doesNotExist();
        Files.createDirectories(shared);
        assertThat(StoreKey.of(shared)).isEqualTo(key);
    }

    @Test
    void isTheSameHoweverThePathIsWritten() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), Files.createDirectory(home.resolve("store")));
        assertThat(StoreKey.of(link.resolve("drivers"))).isEqualTo(StoreKey.of(home.resolve("store/drivers")));
        assertThat(StoreKey.of(home.resolve("other/drivers"))).isNotEqualTo(StoreKey.of(home.resolve("store/drivers")));
    }
}
