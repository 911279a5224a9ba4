package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileAndTheFoldersMadeForItArePrivate() throws IOException {
        Path file = folder.resolve("a/b/file");
        AtomicFile.write(file, "text");

        assertThat(file).hasContent("text");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("a/b"))).isEqualTo("rwx------");
    }

    @Test
    void aFileGetsThePermissionsAskedForAndFoldersThatAreThereKeepTheirs() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path file = folder.resolve("file");
        AtomicFile.write(file, new byte[] {1, 2}, "rw-rw-r--");

        assertThat(permissions(file)).isEqualTo("rw-rw-r--");
        assertThat(permissions(folder)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void aReaderSeesTheOldOrTheNewContentAndNeverLess() throws Exception {
        Path file = folder.resolve("file");
        String old = "a".repeat(300_000);
        String other = "b".repeat(200_000);
        AtomicFile.write(file, old);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20; i++) {
                write(file, i % 2 == 0 ? other : old);
            }
        });
        int reads = 0;
        do {
            assertThat(Files.readString(file)).isIn(old, other);
            reads++;
        } while (!writer.isDone());
        writer.get();
        assertThat(reads).isPositive();
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPendingInterruptionNeitherStopsTheWriteNorIsLost() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, "kept");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("kept");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void whatStandsInTheWayIsReportedAndNothingIsLeft() throws IOException {
        Path file = folder.resolve("file");
        Files.createDirectories(file.resolve("inside"));

        assertThatThrownBy(() -> AtomicFile.write(file, "text")).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void aSymbolicLinkIsReplacedAndItsTargetStays() throws IOException {
        Path target = Files.write(folder.resolve("target"), "old".getBytes(StandardCharsets.UTF_8));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        AtomicFile.write(link, "new");

        assertThat(target).hasContent("old");
        assertThat(link).hasContent("new");
    }
}
