package dev.jmachine.driver.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void settingsComeBackWithTheirTypes() {
        Map<String, Object> settings = Map.of("Url", "http://cloud", "Port", 22, "Flag", true, "List", List.of("a"));
        new SettingsFile(folder).write(settings);
        assertThat(new SettingsFile(folder).read()).isEqualTo(settings);
    }

    @Test
    void aMachineThatNothingWasMadeForHasNone() {
        assertThat(new SettingsFile(folder).read()).isEmpty();
    }

    @Test
    void aDamagedFileIsTold() throws IOException {
        new SettingsFile(folder).write(Map.of());
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"Url\": ");
        }
        assertThatThrownBy(() -> new SettingsFile(folder).read()).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_IO));
    }
}
