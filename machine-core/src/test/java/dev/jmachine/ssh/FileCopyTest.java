package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host that means harm, or breaks, can do to a copy. */
class FileCopyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../evil", "/evil", "a/b", "", "sub/../../evil"})
    void writesNothingWhereTheHostWouldLeadItOutOfTheFolder(String name) throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        FileCopy copy = new FileCopy(new HostWithOneName(name), () -> true);

        assertThatThrownBy(() -> copy.download("/data", target))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out of its folder");

        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
        assertThat(target.resolve("data")).isEmptyDirectory();
    }

    @Test
    void keepsWhatArrivesToItsOwnerUntilItIsComplete() throws IOException {
        Path target = folder.resolve("file");
        HostWithOneName host = new HostWithOneName("x");
        host.whileReading = () -> assertThat(mode(target)).isEqualTo("rw-------");

        new FileCopy(host, () -> true).download("/data/x", target);

        assertThat(mode(target)).isEqualTo("rwxr-xr-x");
        assertThat(target).hasContent("x");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void doesNotGoOnWithOtherFilesWhenTheConnectionIsGone() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("one"), "1");
        Files.writeString(source.resolve("two"), "2");
        HostWithOneName host = new HostWithOneName("x");

        assertThatThrownBy(() -> new FileCopy(host, () -> false).upload(source, "/new")).hasMessage("no room");
        assertThat(host.writes).isEqualTo(1);
    }

    @Test
    void goesOnWithOtherFilesAndNamesAllThatFailed() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("one"), "1");
        Files.writeString(source.resolve("two"), "2");
        HostWithOneName host = new HostWithOneName("x");

        assertThatThrownBy(() -> new FileCopy(host, () -> true).upload(source, "/new"))
                .hasMessageContaining("one: no room")
                .hasMessageContaining("two: no room");
        assertThat(host.writes).isEqualTo(2);
    }

    /** A host with a folder /data that holds one file of a given name, and no room for another. */
    private static final class HostWithOneName implements RemoteFiles {
        private final String name;
        private int writes;
        private Runnable whileReading = () -> {};

        HostWithOneName(String name) {
            this.name = name;
        }

        @Override
        public Optional<Entry> find(String path) {
            return path.startsWith("/data") ? Optional.of(new Entry(path.equals("/data"), 0755)) : Optional.empty();
        }

        @Override
        public List<String> list(String path) {
            return List.of(name);
        }

        @Override
        public String resolve(String path) {
            return path;
        }

        @Override
        public void makeFolder(String path, int mode) {}

        @Override
        public void write(String path, InputStream content) throws IOException {
            writes++;
            throw new IOException("no room");
        }

        @Override
        public void read(String path, OutputStream target) throws IOException {
            whileReading.run();
            target.write('x');
        }

        @Override
        public void setMode(String path, int mode) {}

        @Override
        public void close() {}
    }
}
