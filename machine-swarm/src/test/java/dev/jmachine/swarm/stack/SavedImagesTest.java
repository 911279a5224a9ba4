package dev.jmachine.swarm.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedImagesTest {
    private static final String HEX = "1ca3be05f043197750d819ac69d9c79ba9a26cf2ea37b3d2b60e990eacf35698";

    @TempDir
    Path folder;

    @Test
    void bothFormsOfArchivesTellTheImagesIdsAndNames() throws IOException {
        HostFiles files = new HostFiles();
        files.add("long/".repeat(40) + "layer.tar", "content");
        files.add("index.json", "{\"manifests\":[{\"digest\":\"sha256:abc\"}]}");
        files.add("manifest.json", "[{\"Config\":\"blobs/sha256/" + HEX + "\",\"RepoTags\":[\"tiny:1\",\"a/b:2\"]},"
                + "{\"Config\":\"" + HEX + ".json\",\"RepoTags\":null}]");

        for (boolean packed : new boolean[] {false, true}) {
            SavedImages saved = SavedImages.read(archive(files, packed));

            assertThat(saved.images()).extracting(SavedImages.Saved::id).containsOnly("sha256:" + HEX);
            assertThat(saved.names()).containsExactly("tiny:1", "a/b:2");
            assertThat(saved.manifests()).containsExactly("sha256:abc");
        }
    }

    @Test
    void anArchiveOfAFolderByTheNameDotIsReadTheSame() throws IOException {
        HostFiles files = new HostFiles();
        files.add("./manifest.json", "[{\"Config\":\"" + HEX + ".json\",\"RepoTags\":[\"tiny:1\"]}]");

        assertThat(SavedImages.read(archive(files, false)).names()).containsExactly("tiny:1");
    }

    @Test
    void whatIsNoArchiveOfImagesIsToldSo() throws IOException {
        HostFiles files = new HostFiles();
        files.add("etc/passwd", "root");
        Path plain = archive(files, false);
        Path text = Files.writeString(folder.resolve("text"), "x".repeat(2000));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(plain), 600));

        assertThatThrownBy(() -> SavedImages.read(plain)).hasMessageContaining("no manifest.json");
        assertThatThrownBy(() -> SavedImages.read(text)).hasMessageContaining("no tar archive");
        assertThatThrownBy(() -> SavedImages.read(cut)).isInstanceOf(EOFException.class);
    }

    private Path archive(HostFiles files, boolean packed) throws IOException {
        Path archive = folder.resolve("archive" + packed);
        try (OutputStream out = Files.newOutputStream(archive);
                OutputStream target = packed ? new GZIPOutputStream(out) : out;
                InputStream from = files.archive()) {
            from.transferTo(target);
        }
        return archive;
    }
}
