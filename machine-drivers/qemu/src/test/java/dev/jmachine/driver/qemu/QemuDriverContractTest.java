package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** The contract without guests, in seconds. */
@Timeout(120)
class QemuDriverContractTest extends DriverContract {

    @Override
    protected DriverFactory factory() {
        return new QemuDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        try {
            TestImages.putInto(store.resolve("cache/qemu"));
            return Map.of(
                    "qemu-program", List.of(FakeQemu.install(store.resolve("bin")).toString()),
                    "qemu-image", List.of(TestImages.NAME),
                    "qemu-memory", List.of("256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of("qemu-memory", List.of("1")),
                Map.of("qemu-image", List.of("no-such-image")),
                Map.of("qemu-program", List.of("/no/such/program")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(QemuProcess.marked(SharedNetwork.of(store.resolve("drivers/qemu")).mark())).isEmpty();
        assertThat(folder.resolve("disk.qcow2")).doesNotExist();
        assertThat(folder.resolve("seed.tar")).doesNotExist();
        assertThat(store.resolve("drivers/qemu/slots")).satisfiesAnyOf(
                slots -> assertThat(slots).doesNotExist(), slots -> assertThat(slots).isEmptyDirectory());
    }
}
