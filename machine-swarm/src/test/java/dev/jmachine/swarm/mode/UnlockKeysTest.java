package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockKeysTest {

    @TempDir
    Path store;

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        UnlockKeys keys = new UnlockKeys(store);
        keys.keep("swarm1", "SWMKEY-1-one");

        Path file = store.resolve("swarms/swarm1/unlock-key");
        assertThat(keys.of("swarm1")).contains("SWMKEY-1-one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve("swarms"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aKeyThatIsNoneAnyMoreIsForgotten() {
        UnlockKeys keys = new UnlockKeys(store);
        keys.keep("swarm1", "SWMKEY-1-one");
        keys.keep("swarm2", "SWMKEY-1-two");

        keys.keep("swarm1", "");
        keys.keep("swarm1", "");
        assertThat(keys.of("swarm1")).isEmpty();
        assertThat(keys.of("swarm2")).contains("SWMKEY-1-two");
        assertThat(keys.of("")).isEmpty();
    }
}
