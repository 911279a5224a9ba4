package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.guest.QemuStore;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the library in use, run as its reader would: on a plain class path. */
class ExampleIT {

    @TempDir
    Path folder;

    @Test
    void theExampleMakesAndRemovesAMachineAndTellsEachStep() {
        QemuStore store = QemuStore.in(folder.resolve("store"));
        try {
            Outcome outcome = Program.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                            System.getProperty("java.class.path"), "dev.jmachine.examples.MakeAndRemove", "qemu")
                    .with("MACHINE_STORAGE_PATH", folder.resolve("store").toString())
                    .within(Duration.ofMinutes(20)).run();

            assertThat(outcome.orFail().lines()).containsSubsequence("example: Running pre-create checks",
                    "example: Creating machine", "example: Waiting for SSH to be available",
                    "example: Checking connection to Docker");
            assertThat(outcome.output()).containsPattern("Docker [0-9.+a-z]+ at tcp://127\\.0\\.0\\.1:[0-9]+\n");
            assertThat(store.remains("example")).isEmpty();
            assertThat(store.slots()).isEmpty();
        } finally {
            store.processes().forEach(ProcessHandle::destroyForcibly);
            store.unlinkImages();
        }
    }

    @Test
    void theExampleIsAsShortAsItIsSaidToBe() throws IOException {
        Path source = Path.of(System.getProperty("basedir", ""),
                "../../examples/src/main/java/dev/jmachine/examples/MakeAndRemove.java");

        assertThat(Files.readAllLines(source).stream().filter(line -> !line.isBlank() && !line.startsWith("import ")))
                .hasSizeLessThan(20);
    }
}
