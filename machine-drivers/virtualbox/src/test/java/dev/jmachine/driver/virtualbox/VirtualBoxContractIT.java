package dev.jmachine.driver.virtualbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.ProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract against a real VirtualBox through its web service; the running of machines alone is played, because that
 * takes a kernel module.
 */
@Timeout(300)
class VirtualBoxContractIT extends ProviderContract {
    private static final String REQUEST_ID = "VERR_TEST_4711";

    @TempDir
    static Path folder;

    private static RealVirtualBox virtualBox;
    private static PowerRelay power;
    private static FaultProxy proxy;

    @BeforeAll
    static void startVirtualBox() throws IOException {
        virtualBox = RealVirtualBox.openOrSkip(folder.resolve("vboxwebsrv.log"));
        power = new PowerRelay(virtualBox.address());
        proxy = FaultProxy.before(power.url());
        proxy.answerWith(Fault.SERVER_ERROR, new FaultAnswer(500, Map.of(), REQUEST_ID));
        proxy.answerWith(Fault.THROTTLED, new FaultAnswer(503, Map.of("Retry-After", "1"), ""));
    }

    @AfterAll
    static void endVirtualBox() {
        if (virtualBox != null) {
            proxy.close();
            power.close();
            virtualBox.close();
        }
    }

    @Override
    protected DriverFactory factory() {
        return new VirtualBoxDriverFactory();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return REQUEST_ID;
    }

    /** Each call fails in one way, the next call in the next way. */
    @Override
    protected List<Fault> faults(int call) {
        return List.of(Fault.values()[call % Fault.values().length]);
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                "virtualbox-url", List.of(proxy.url().toString()),
                "virtualbox-image", List.of(RealVirtualBox.IMAGE),
                "virtualbox-disk-size", List.of("32"),
                "virtualbox-no-vtx-check", List.of("true"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of("virtualbox-memory", List.of("1")),
                Map.of("virtualbox-ui-type", List.of("window")),
                Map.of("virtualbox-nat-nictype", List.of("e1000")),
                Map.of("virtualbox-hostonly-cidr", List.of("192.168.99.1")),
                Map.of("virtualbox-boot2docker-url", List.of("https://example.org/boot2docker.iso")),
                Map.of("virtualbox-import-boot2docker-vm", List.of("boot2docker-vm")),
                Map.of("virtualbox-image", List.of("debian-13-cloud")),
                Map.of("virtualbox-url", List.of("127.0.0.1:18083")),
                Map.of("virtualbox-no-vtx-check", List.of("false")));
    }

    @Override
    protected void assertNothingIsLeft(Path machineFolder) {
        assertThat(virtualBox.contents()).isEmpty();
        assertThat(store.resolve("drivers/virtualbox/slots")).satisfiesAnyOf(
                slots -> assertThat(slots).doesNotExist(), slots -> assertThat(slots).isEmptyDirectory());
    }
}
