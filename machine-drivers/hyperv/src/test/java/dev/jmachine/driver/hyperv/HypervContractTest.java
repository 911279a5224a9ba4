package dev.jmachine.driver.hyperv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import dev.jmachine.testkit.SshHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract before a script that stands in for PowerShell, and an SSH host for the guest. */
@Timeout(120)
class HypervContractTest extends DriverContract {
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
        return new HypervDriverFactory();
    }

    private FakeHyperV hyperV() {
        return FakeHyperV.install(store.resolve("bin"));
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                HypervOptions.POWERSHELL, List.of(hyperV().powerShell().toString()),
                HypervOptions.IMAGE, List.of(hyperV().image().toString()),
                HypervOptions.SSH_PORT, List.of(Integer.toString(guest.port())));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(HypervOptions.POWERSHELL, List.of("/no/such/program")),
                Map.of(HypervOptions.IMAGE, List.of("")),
                Map.of(HypervOptions.IMAGE, List.of("/no/such/image")),
                Map.of(HypervOptions.IMAGE, List.of(hyperV().powerShell().toString())),
                Map.of(HypervOptions.VIRTUAL_SWITCH, List.of("no such switch")),
                Map.of(HypervOptions.CPUS, List.of("0")),
                Map.of(HypervOptions.MEMORY, List.of("1023")),
                Map.of(HypervOptions.DISK_SIZE, List.of("0")),
                Map.of(HypervOptions.HARDWARE_ADDRESS, List.of("00:15:5D:01:02")),
                Map.of(HypervOptions.VLAN, List.of("4095")),
                Map.of(HypervOptions.SECURE_BOOT, List.of("maybe")),
                Map.of(HypervOptions.SSH_USER, List.of("Two words")),
                Map.of(HypervOptions.BOOT2DOCKER_URL, List.of("https://example.com/boot2docker.iso")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(hyperV().machines()).isEmpty();
        assertThat(folder.resolve("disk.vhdx")).doesNotExist();
        assertThat(folder.resolve("seed.iso")).doesNotExist();
        assertThat(folder.resolve("contract")).doesNotExist();
    }
}
