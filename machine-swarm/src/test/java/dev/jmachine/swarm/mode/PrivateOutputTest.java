package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateOutputTest {

    @TempDir
    Path folder;

    private static Consumer<OutputStream> text(String text) {
        return output -> {
            try {
                output.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("backup");
        PrivateOutput.write(file, text("state"));

        assertThat(file).hasContent("state");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void whatWasThereStaysWhenTheNewIsNotWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("backup"), "former");

        assertThatThrownBy(() -> PrivateOutput.write(file, text("half").andThen(output -> {
            throw new IllegalStateException("cut short");
        }))).hasMessage("cut short");

        assertThat(file).hasContent("former");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
