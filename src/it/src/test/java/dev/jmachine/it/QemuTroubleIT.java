package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.guest.QemuStore;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a virtual machine is refused for: before a guest boots, and with nothing left behind. */
class QemuTroubleIT {

    /** All that the launcher needs. */
    private static final List<String> PROGRAMS = List.of("sh", "java", "readlink", "dirname", "basename", "uname",
            "mkdir", "mv", "rm", "cat", "sed", "id", "ls", "find", "touch", "env");

    @TempDir
    Path folder;

    private QemuStore store;
    private Jmachine jmachine;

    @BeforeEach
    void emptyStore() {
        store = QemuStore.in(folder.resolve("store"));
        jmachine = store.jmachine();
    }

    @AfterEach
    void nothingIsLeft() {
        if (!jmachine.knowsNothingOf("web-t")) {
            jmachine.run("rm", "-y", "web-t").orFail();
        }
        assertThat(store.remains("web-t")).isEmpty();
        assertThat(store.slots()).isEmpty();
        store.unlinkImages();
    }

    private Outcome create(String... options) {
        List<String> arguments = new ArrayList<>(List.of("create", "-d", "qemu"));
        arguments.addAll(List.of(options));
        arguments.add("web-t");
        return jmachine.run(arguments.toArray(String[]::new));
    }

    @Test
    void withoutQemuTheMissingPackageIsNamed() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        try {
            for (String program : PROGRAMS) {
                Files.createSymbolicLink(bin.resolve(program), Path.of(Program.of("sh", "-c", "command -v " + program)
                        .run().orFail()));
            }
            Jmachine without = jmachine.with("PATH", bin.toString());

            Outcome outcome = without.run("create", "-d", "qemu", "web-t");
            assertThat(outcome.refusalWith("DRIVER_NOT_READY", 3)).contains("qemu-system", "apt-get install");
            assertThat(without.run("drivers").orFail()).contains("qemu-system", "apt-get install");
        } finally {
            for (String program : PROGRAMS) {
                Files.deleteIfExists(bin.resolve(program));
            }
        }
    }

    @Test
    void moreMemoryThanThereIsIsRefusedWithBothFigures() {
        assertThat(create("--qemu-memory", "90000000").refusalWith("PRECREATE_CHECK_FAILED", 3))
                .contains("90000000").containsPattern("[0-9]+ MB");
    }

    @Test
    void aDiskThatIsSmallerThanTheImageIsRefused() {
        assertThat(create("--qemu-disk-size", "100").refusalWith("INVALID_ARGUMENT"))
                .contains("debian-13-engine", "a disk cannot be made smaller");
    }

    @ParameterizedTest
    @CsvSource({"--qemu-memory, 1", "--qemu-cpus, 0", "--qemu-cpus, -2", "--qemu-disk-size, 0", "--qemu-disk, tiny",
        "--qemu-forward, 80", "--qemu-forward, 80:web", "--qemu-accel, warp", "--qemu-image-checksum, sha256:12"})
    void aMalformedValueIsRefused(String option, String value) {
        assertThat(create(option + "=" + value).refusalWith("INVALID_ARGUMENT")).contains("\"" + value + "\"");
        assertThat(jmachine.knowsNothingOf("web-t")).isTrue();
    }

    @Test
    void aForwardedPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = create("--qemu-forward", squatter.getLocalPort() + ":80");
            assertThat(outcome.refusalWith("PORT_IN_USE", 3))
                    .contains(Integer.toString(squatter.getLocalPort()), "in use");
        }
    }

    @Test
    void anImageThatIsNotThereIsRefused() {
        assertThat(create("--qemu-image", "/nowhere/image.qcow2").refusalWith("IMAGE", 3))
                .contains("/nowhere/image.qcow2");
        assertThat(create("--qemu-image", "no-such-image").refusalWith("IMAGE", 3)).contains("no-such-image");
    }

    @Test
    void anImageWithAnotherChecksumIsRefusedWithBoth() throws IOException {
        Path image = folder.resolve("image.qcow2");
        Files.writeString(image, "not what was published");
        String wanted = "0".repeat(64);

        Outcome outcome = create("--qemu-image", image.toString(), "--qemu-image-checksum", "sha256:" + wanted);

        assertThat(outcome.refusalWith("IMAGE")).contains(wanted, image.toString());
    }
}
