package dev.jmachine.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderAndThoseAboveItAreTheOwnersAlone(@TempDir Path home) throws IOException {
        PrivateFile.makeFolder(home.resolve("store/drivers"));
        for (Path folder : new Path[] {home.resolve("store"), home.resolve("store/drivers")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        }
    }
}
