package dev.jmachine.driver.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import dev.jmachine.testkit.SshHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract before scripts that stand in for VMware's programs, and an SSH host for the guest. */
@Timeout(120)
class VmwareContractTest extends DriverContract {
    private static SshHost guest;

    @BeforeAll
    static void startGuest(@TempDir Path folder) {
        guest = SshHost.start(folder);
    }

    @AfterAll
    static void stopGuest() {
        guest.close();
    }

    @Override
    protected DriverFactory factory() {
        return new VmwareDriverFactory();
    }

    private FakeVmware vmware() {
        return FakeVmware.install(store.resolve("bin"), 2_000);
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                "vmware-vmrun", List.of(vmware().vmrun().toString()),
                "vmware-image", List.of(vmware().image().toString()),
                "vmware-ssh-port", List.of(Integer.toString(guest.port())));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of("vmware-vmrun", List.of("/no/such/program")),
                Map.of("vmware-image", List.of("")),
                Map.of("vmware-image", List.of("/no/such/image")),
                Map.of("vmware-image", List.of(vmware().vmrun().toString())),
                Map.of("vmware-cpu-count", List.of("0")),
                Map.of("vmware-memory-size", List.of("1023")),
                Map.of("vmware-disk-size", List.of("0")),
                Map.of("vmware-network-type", List.of("fast")),
                Map.of("vmware-ssh-user", List.of("Two words")),
                Map.of("vmware-boot2docker-url", List.of("https://example.com/boot2docker.iso")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(vmware().running()).isEmpty();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(file -> file.matches("contract\\..*|seed.*|serial.*|vmware.*"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
