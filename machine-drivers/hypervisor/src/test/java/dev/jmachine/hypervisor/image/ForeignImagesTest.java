package dev.jmachine.hypervisor.image;

import static dev.jmachine.hypervisor.image.ImageCatalogTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real {@code qemu-img} and a web server of the test's own. */
@Timeout(60)
class ForeignImagesTest {
    private static final ImageProgress SILENT = (message, done, total) -> { };

    @TempDir
    Path folder;
    private FileServer server;
    private ImageCatalog catalog;
    private byte[] disk;

    @BeforeEach
    void open() throws IOException {
        server = new FileServer();
        catalog = new ImageCatalog(folder.resolve("cache"), new FakeRecipe(folder.resolve("control")));
        disk = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(disk);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aRawFileIsTakenOverOnceAsQcow2() throws IOException {
        Path file = Files.write(folder.resolve("Debian Generic.raw"), disk);
        String digest = Checksum.of(file, "sha256").value();
        Image image = catalog.ensure(file.toString(), "", SILENT);
        assertThat(image.name()).isEqualTo("debian-generic-" + digest.substring(0, 12));
        assertThat(image.cloudInit()).isTrue();
        assertThat(image.kernel()).isEmpty();
        assertThat(image.virtualBytes()).isEqualTo(disk.length);
        assertThat(Arrays.copyOf(Files.readAllBytes(image.disk()), 4))
                .isEqualTo(new byte[] {'Q', 'F', 'I', (byte) 0xfb});
        assertThat(catalog.ensure(file.toString(), "sha256:" + digest, SILENT)).isEqualTo(image);
        Files.delete(file);
        assertThat(catalog.ensure(image.name(), "", SILENT)).isEqualTo(image);
        assertThat(images()).containsExactly(image.name());
    }

    @Test
    void aQcow2FileIsTakenOverAsItIs() throws IOException {
        Path file = folder.resolve("disk.qcow2");
        qemuImage("create", "-q", "-f", "qcow2", file.toString(), "64M");
        Image image = catalog.ensure(file.toUri().toString(), "", SILENT);
        assertThat(image.virtualBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(image.disk()).hasSameBinaryContentAs(file);
    }

    @Test
    void anImageIsDownloadedAndVerified() throws IOException {
        String digest = Checksum.of(Files.write(folder.resolve("x"), disk), "sha512").value();
        server.serve("/a/b/cloud.img", disk);
        String address = server.address("/a/b/cloud.img?token=secret");
        Image image = catalog.ensure(address, "sha512:" + digest.toUpperCase(), SILENT);
        assertThat(image.name()).startsWith("cloud-");
        assertThat(catalog.ensure(address, "", SILENT)).isEqualTo(image);
        assertThat(catalog.ensure(server.address("/gone.img"), "sha512:" + digest, SILENT)).isEqualTo(image);
        assertThat(catalog.check(address)).contains(image);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWrongChecksumIsRefusedAndNothingIsLeft() throws IOException {
        server.serve("/cloud.img", disk);
        Path file = Files.write(folder.resolve("cloud.img"), disk);
        String wrong = "sha256:" + "0".repeat(64);
        for (String source : List.of(server.address("/cloud.img?token=secret"), file.toString())) {
            assertFails(ErrorCode.IMAGE, "and not " + wrong, () -> catalog.ensure(source, wrong, SILENT));
            assertThat(images()).isEmpty();
            assertThat(drafts()).isEmpty();
        }
    }

    @Test
    void whatIsNoDiskIsRefused() throws IOException {
        Path page = Files.writeString(folder.resolve("page.img"), "<html>Not here</html>".repeat(1000));
        assertFails(ErrorCode.IMAGE, "no disk image", () -> catalog.ensure(page.toString(), "", SILENT));
        assertThat(drafts()).isEmpty();
    }

    @Test
    void anImageThatReachesForOtherFilesIsRefused() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), disk);
        Path file = folder.resolve("evil.qcow2");
        qemuImage("create", "-q", "-f", "qcow2", "-F", "raw", "-b", secret.toString(), file.toString());
        assertFails(ErrorCode.IMAGE, "stands on another file", () -> catalog.ensure(file.toString(), "", SILENT));
        assertThat(images()).isEmpty();
    }

    @Test
    void messagesKeepWhatMayBeSecretInAnAddress() {
        assertFails(ErrorCode.IMAGE, "status 404",
                () -> catalog.ensure(server.address("/none.img?token=secret"), "", SILENT));
        assertThat(ImageSource.of("https://user:secret@example.org/a/b.img?token=secret").orElseThrow())
                .hasToString("https://example.org/a/b.img");
    }

    private List<String> images() throws IOException {
        return catalog.store().list().stream().map(ImageDescription::name).toList();
    }

    private List<Path> drafts() throws IOException {
        Path drafts = folder.resolve("cache/images/.drafts");
        try (Stream<Path> found = Files.list(drafts)) {
            return found.toList();
        }
    }

    private static void qemuImage(String... arguments) {
        List<String> command = Stream.concat(Stream.of("qemu-img"), Stream.of(arguments)).toList();
        Command.Result result = Command.run(command, Duration.ofSeconds(30));
        assertThat(result.exitStatus()).as(result.errors()).isZero();
    }
}
