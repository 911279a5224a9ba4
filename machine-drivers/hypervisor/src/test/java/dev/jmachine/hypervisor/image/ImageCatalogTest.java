package dev.jmachine.hypervisor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageCatalogTest {
    private static final String NAME = "debian-13-engine";
    private static final ImageProgress SILENT = (message, done, total) -> { };

    @TempDir
    Path folder;
    private FakeRecipe recipe;
    private ImageCatalog catalog;

    @BeforeEach
    void open() throws IOException {
        recipe = new FakeRecipe(folder.resolve("control"));
        catalog = new ImageCatalog(folder.resolve("cache"), recipe);
    }

    @Test
    void theDefaultHoldsTheEngine() {
        assertThat(ImageCatalog.DEFAULT_NAME).isEqualTo(NAME);
    }

    @Test
    void buildsAnImageWhenItIsFirstNeeded() throws IOException {
        List<String> reports = new ArrayList<>();
        assertThat(catalog.check(NAME)).isEmpty();
        Image image = catalog.ensure(NAME, "",
                (message, done, total) -> reports.add(message + " " + done + "/" + total));
        Path home = folder.resolve("cache/images").resolve(NAME);
        assertThat(image.disk()).isEqualTo(home.resolve("disk.qcow2")).hasContent("disk\n");
        assertThat(image.kernel()).contains(home.resolve("vmlinuz"));
        assertThat(image.initrd()).contains(home.resolve("initrd.img"));
        assertThat(image.commandLine()).isEqualTo("quiet");
        assertThat(image.emulationCommandLine()).isEqualTo("nokaslr");
        assertThat(image.cloudInit()).isFalse();
        assertThat(image.virtualBytes()).isEqualTo(4_294_967_296L);
        assertThat(reports).containsExactly("Downloading packages 10/100", "Compressing the disk 90/100");
        assertThat(catalog.ensure(NAME, "", SILENT)).isEqualTo(image).isEqualTo(catalog.find(NAME));
        assertThat(catalog.check(NAME)).contains(image);
        assertThat(recipe.builds()).isOne();
        assertThat(folder.resolve("cache/images/.drafts").resolve(NAME)).doesNotExist();
    }

    @Test
    void manyFirstUsesBuildItOnce() throws IOException {
        recipe.set("hold", "");
        List<String> reports = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Image>> uses = new ArrayList<>();
        for (int use = 0; use < 5; use++) {
            ImageCatalog own = new ImageCatalog(folder.resolve("cache"), recipe);
            uses.add(CompletableFuture.supplyAsync(
                    () -> own.ensure(NAME, "", (message, done, total) -> reports.add(message)),
                    work -> new Thread(work).start()));
        }
        String waiting = "Waiting for another process that builds image " + NAME;
        await("the others", () -> Collections.frequency(List.copyOf(reports), waiting) == 4);
        recipe.unset("hold");
        uses.forEach(use -> assertThat(use.join().name()).isEqualTo(NAME));
        assertThat(recipe.builds()).isOne();
    }

    @Test
    void aBuildThatFailsLeavesNothingAndTellsWhy() throws IOException {
        recipe.set("fail", "the mirror is down\n");
        assertFails(ErrorCode.IMAGE, "the mirror is down", () -> catalog.ensure(NAME, "", SILENT));
        assertThat(folder.resolve("cache/images").resolve(NAME)).doesNotExist();
        assertThat(folder.resolve("cache/images/.drafts").resolve(NAME)).doesNotExist();
        recipe.unset("fail");
        assertThat(catalog.ensure(NAME, "", SILENT).name()).isEqualTo(NAME);
    }

    @Test
    void anUnfitComputerIsFoundBeforeAnythingIsMade() throws IOException {
        recipe.set("unfit", "missing tools; install the Debian packages: mmdebstrap\n"
                + "fix: sudo apt-get install mmdebstrap");
        assertFails(ErrorCode.PRECREATE_CHECK_FAILED, "sudo apt-get install mmdebstrap", () -> catalog.check(NAME));
        assertThat(recipe.builds()).isZero();
        assertThat(folder.resolve("cache/images")).doesNotExist();
    }

    @Test
    void anInterruptionEndsTheBuildAndItsProcesses() throws Exception {
        recipe.set("hold", "");
        AtomicReference<MachineException> failure = new AtomicReference<>();
        Thread builder = new Thread(() -> {
            try {
                catalog.ensure(NAME, "", SILENT);
            } catch (MachineException e) {
                failure.set(e);
            }
        });
        builder.start();
        Path group = folder.resolve("cache/images/.drafts").resolve(NAME).resolve("image/group");
        await("the build", () -> hasText(group));
        long process = Long.parseLong(Files.readString(group).strip());
        builder.interrupt();
        builder.join();
        assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
        await("the build's end", () -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(folder.resolve("cache/images/.drafts").resolve(NAME)).doesNotExist();
    }

    @Test
    void whatAKilledBuildLeftIsClearedAway() throws IOException {
        Path left = Files.createDirectories(folder.resolve("cache/images/.drafts").resolve(NAME).resolve("image"));
        Process orphan = new ProcessBuilder("setsid", "--wait", "sh", "-c", "echo $$ >group; exec sleep 1000")
                .directory(left.toFile()).start();
        await("the orphan", () -> hasText(left.resolve("group")));
        try {
            catalog.ensure(NAME, "", SILENT);
            assertThat(recipe.file("cleaned")).hasContent(left + "\n");
            await("the orphan's end", () -> !orphan.isAlive());
        } finally {
            orphan.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void anImageThatMachinesStandOnIsNotRemoved() {
        Image image = catalog.ensure(NAME, "", SILENT);
        catalog.use(image, "id-1", "alpha");
        catalog.use(image, "id-1", "alpha");
        catalog.use(image, "id-2", "beta");
        assertFails(ErrorCode.IMAGE, "Machines stand on it: alpha, beta.", () -> catalog.store().remove(NAME));
        catalog.release(NAME, "id-1");
        catalog.release(NAME, "id-1");
        catalog.release("", "id-2");
        catalog.release("gone", "id-2");
        catalog.store().remove(NAME);
        assertThat(folder.resolve("cache/images").resolve(NAME)).doesNotExist();
        assertFails(ErrorCode.IMAGE, "not among the images", () -> catalog.find(NAME));
        assertFails(ErrorCode.IMAGE, "removed meanwhile", () -> catalog.use(image, "id-3", "gamma"));
        assertFails(ErrorCode.IMAGE, "no such image", () -> catalog.store().remove(NAME));
    }

    @Test
    void anUnknownNameIsRefusedWithWhatThereIs() {
        catalog.ensure("debian-12", "", SILENT);
        assertFails(ErrorCode.IMAGE, "Images here: debian-12", () -> catalog.check("fedora"));
        assertFails(ErrorCode.IMAGE, "no such file", () -> catalog.ensure("/no/such/file", "", SILENT));
    }

    @Test
    void aChecksumGoesWithPathsAndAddressesOnly() {
        String checksum = "sha256:" + "0".repeat(64);
        assertFails(ErrorCode.INVALID_ARGUMENT, "is a name", () -> catalog.ensure(NAME, checksum, SILENT));
        assertFails(ErrorCode.INVALID_ARGUMENT, "64 hexadecimal digits",
                () -> catalog.ensure("/x.img", "md5:00", SILENT));
    }

    @Test
    void aDamagedImageIsToldAndHidesNoOther() throws IOException {
        catalog.ensure("debian-12", "", SILENT);
        catalog.ensure("debian-13", "", SILENT);
        Files.writeString(folder.resolve("cache/images/debian-12/image.json"), "{\"format\": 1}");
        assertFails(ErrorCode.IMAGE, "damaged", () -> catalog.find("debian-12"));
        assertThat(catalog.store().list()).hasSize(1);
        catalog.store().remove("debian-12");
        assertThat(catalog.ensure("debian-12", "", SILENT).name()).isEqualTo("debian-12");
    }

    static void assertFails(ErrorCode code, String problem, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MachineException.class, failure -> {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.problem()).contains(problem);
        });
    }

    private static boolean hasText(Path file) {
        try {
            return Files.exists(file) && !Files.readString(file).isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Deadline.after(Duration.ofSeconds(20)).await(what, Duration.ofMillis(20), condition);
    }
}
