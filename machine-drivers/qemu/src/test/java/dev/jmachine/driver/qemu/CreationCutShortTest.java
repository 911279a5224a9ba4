package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that creates a machine is killed, at instants that differ from run to run as well. */
@Timeout(120)
class CreationCutShortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    Path store;

    /** Creates a machine in the store given. */
    static final class Creator {
        private Creator() {
        }

        public static void main(String[] arguments) {
            Path store = Path.of(arguments[0]);
            try (DriverWorkbench bench = open(store)) {
                System.out.println("begin");
                bench.driver().create();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 400, 600, 900, 1200})
    void creationGoesOnOrIsUndoneAfterAKill(int millis) throws Exception {
        prepare();
        for (boolean goOn : new boolean[] {true, false}) {
            killCreation(millis);
            try (DriverWorkbench bench = open(store)) {
                if (goOn) {
                    bench.driver().create();
                    assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
                    // The program that made the daemon may be about to end.
                    Deadline.after(PATIENCE).await("one QEMU", POLL, () -> QemuProcess.marked(mark()).count() == 1);
                }
                bench.driver().remove();
                assertNothingIsLeft(bench.folder());
                bench.deleteRecord();
            }
        }
    }

    private void prepare() throws IOException {
        TestImages.putInto(store.resolve("cache/qemu"));
        FakeQemu.install(store.resolve("bin"));
    }

    private void killCreation(int millis) throws Exception {
        Process creator = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Creator.class.getName(), store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(creator.getInputStream().read()).isEqualTo('b');
            creator.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            creator.destroyForcibly().waitFor();
        }
    }

    private String mark() {
        return SharedNetwork.of(store.resolve("drivers/qemu")).mark();
    }

    private void assertNothingIsLeft(Path folder) throws IOException {
        assertThat(QemuProcess.marked(mark())).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("disk.*|seed.*|serial.*|qemu.*|qmp.*|command.*"));
        }
        Path slots = store.resolve("drivers/qemu/slots");
        if (Files.exists(slots)) {
            assertThat(slots).isEmptyDirectory();
        }
    }

    private static DriverWorkbench open(Path store) {
        MachineSpec spec = MachineSpec.builder("cut", "qemu")
                .option("qemu-program", store.resolve("bin/qemu-fake").toString())
                .option("qemu-image", TestImages.NAME)
                .option("qemu-memory", "256")
                .build();
        return new DriverWorkbench(new QemuDriverFactory(), store, spec, UnaryOperator.identity());
    }
}
