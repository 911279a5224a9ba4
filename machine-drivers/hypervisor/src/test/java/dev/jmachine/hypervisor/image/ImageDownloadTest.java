package dev.jmachine.hypervisor.image;

import static dev.jmachine.hypervisor.image.ImageCatalogTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageDownloadTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PART = 100_000;
    private static final ImageProgress SILENT = (message, done, total) -> { };

    @TempDir
    Path folder;
    private FileServer server;
    private Path file;
    private byte[] content;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer();
        file = folder.resolve("file");
        content = new byte[3 * PART];
        new Random(2).nextBytes(content);
        server.serve("/x.img", content);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private ImageDownload download(Duration timeout, Duration silence) {
        return new ImageDownload(ImageSource.of(server.address("/x.img")).orElseThrow(), timeout, silence);
    }

    @Test
    void aFileIsDownloadedWhole() {
        List<Long> reports = new ArrayList<>();
        download(LONG, LONG).into(file, (message, done, total) -> {
            reports.add(done);
            assertThat(total).isIn(0L, (long) content.length);
        });
        assertThat(file).hasBinaryContent(content);
        assertThat(reports).last().isEqualTo((long) content.length);
    }

    @Test
    void aBrokenDownloadGoesOnWhereItStopped() {
        server.breakAfter(PART, false);
        assertFails(ErrorCode.IMAGE, "", () -> download(LONG, LONG).into(file, SILENT));
        assertThat(file).hasSize(PART);
        server.breakAfter(Integer.MAX_VALUE, false);
        download(LONG, LONG).into(file, SILENT);
        assertThat(file).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("all", "bytes=" + PART + "-");
    }

    @Test
    void aFileThatChangedMeanwhileIsDownloadedAnew() {
        server.breakAfter(PART, false);
        assertFails(ErrorCode.IMAGE, "", () -> download(LONG, LONG).into(file, SILENT));
        server.breakAfter(Integer.MAX_VALUE, false);
        byte[] other = new byte[2 * PART];
        server.serve("/x.img", other);
        download(LONG, LONG).into(file, SILENT);
        assertThat(file).hasBinaryContent(other);
    }

    @Test
    void aFileThatIsThereWholeIsDownloadedAnew() {
        download(LONG, LONG).into(file, SILENT);
        download(LONG, LONG).into(file, SILENT);
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aSilentServerIsGivenUp() {
        server.breakAfter(PART, true);
        assertFails(ErrorCode.TIMEOUT, "sent nothing",
                () -> download(LONG, Duration.ofMillis(700)).into(file, SILENT));
    }

    @Test
    void theWholeTimeIsBounded() {
        server.breakAfter(PART, true);
        assertFails(ErrorCode.TIMEOUT, "did not end",
                () -> download(Duration.ofMillis(700), LONG).into(file, SILENT));
    }

    @Test
    void anInterruptionEndsIt() throws InterruptedException {
        server.breakAfter(PART, true);
        AtomicReference<MachineException> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                download(LONG, LONG).into(file, SILENT);
            } catch (MachineException e) {
                failure.set(e);
            }
        });
        thread.start();
        Deadline.after(LONG).await("the first part", Duration.ofMillis(20), () -> Files.exists(file));
        thread.interrupt();
        thread.join();
        assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
    }
}
