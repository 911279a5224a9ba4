package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
    @TempDir
    Path folder;

    @Test
    void tarUnpacksShortAndLongNamesWithTheirContentsAndModes() throws Exception {
        byte[] bytes = new byte[70_000];
        Arrays.fill(bytes, (byte) 0xfe);
        Path large = Files.write(folder.resolve("large"), bytes);
        Files.setPosixFilePermissions(large, PosixFilePermissions.fromString("rwxr-xr-x"));
        String deep = "ä/" + "long/".repeat(30) + "name";
        HostFiles files = new HostFiles();
        files.add("text", "secret\n");
        files.addShared(deep, large);
        files.add("empty", "");

        Path target = unpacked(files);

        assertThat(target.resolve("text")).hasContent("secret\n");
        assertThat(mode(target.resolve("text"))).isEqualTo("rw-------");
        assertThat(target.resolve(deep)).hasBinaryContent(bytes);
        assertThat(mode(target.resolve(deep))).isEqualTo("rwxr-xr-x");
        assertThat(mode(target.resolve("ä/long"))).isEqualTo("rwxr-xr-x");
        assertThat(target.resolve("empty")).isEmptyFile();
        assertThat(files.names()).contains("text", deep, "empty");
    }

    @Test
    void aFileThatShrinksWhileItIsSentIsAFailureAndOneThatGrowsIsCutWhereItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        HostFiles files = new HostFiles();
        files.add("file", file);
        Files.writeString(file, "123456789");
        assertThat(unpacked(files).resolve("file")).hasContent("12345");

        Files.writeString(file, "1");
        assertThatThrownBy(() -> files.archive().readAllBytes()).isInstanceOf(EOFException.class)
                .hasMessageContaining("file");

        Files.delete(file);
        assertThatThrownBy(() -> files.archive().readAllBytes()).isInstanceOf(IOException.class);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path unpacked(HostFiles files) throws Exception {
        Path target = Files.createTempDirectory(folder, "target");
        Process tar = new ProcessBuilder("tar", "-xpof", "-", "-C", target.toString()).inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE).start();
        try (InputStream archive = files.archive(); var to = tar.getOutputStream()) {
            archive.transferTo(to);
        }
        assertThat(tar.waitFor()).isZero();
        return target;
    }
}
