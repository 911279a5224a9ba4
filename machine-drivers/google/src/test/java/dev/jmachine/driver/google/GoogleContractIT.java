package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.SimulatedProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, every fault included, before the simulator. */
class GoogleContractIT extends SimulatedProviderContract<FakeCompute> {
    @TempDir
    static Path folder;

    private Path credentials;

    GoogleContractIT() {
        super(new FakeCompute(),
                requestId -> FakeCompute.failure(503, "backendError", "Try again in a while", requestId),
                requestId -> FakeCompute.failure(429, "rateLimitExceeded", "Rate Limit Exceeded", requestId));
    }

    @BeforeAll
    void writeCredentials() throws IOException {
        credentials = api.tokens.keyFile(folder, proxy().url().resolve("/token"));
    }

    @Override
    protected DriverFactory factory() {
        return new GoogleDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                GoogleOptions.CREDENTIALS, List.of(credentials.toString()),
                GoogleOptions.SSH_PORT, List.of(sshPort()),
                GoogleOptions.ENDPOINT, List.of(proxy().url() + "/compute/v1"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(GoogleOptions.CREDENTIALS, List.of("/nonexistent/key.json")),
                Map.of(GoogleOptions.PROJECT, List.of("not a project")),
                Map.of(GoogleOptions.ZONE, List.of("mars1-a")),
                Map.of(GoogleOptions.MACHINE_TYPE, List.of("e2-nonexistent")),
                Map.of(GoogleOptions.IMAGE, List.of("ubuntu-os-cloud/global/images/family/ubuntu-1604-lts")),
                Map.of(GoogleOptions.IMAGE, List.of("ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-arm64")),
                Map.of(GoogleOptions.IMAGE, List.of("nonsense")),
                Map.of(GoogleOptions.DISK_SIZE, List.of("5")),
                Map.of(GoogleOptions.OPEN_PORT, List.of("70000")),
                Map.of(GoogleOptions.USER, List.of("Two words")),
                Map.of(GoogleOptions.USER_DATA, List.of("/nonexistent/data")),
                Map.of(GoogleOptions.USE_EXISTING, List.of("true")),
                Map.of(GoogleOptions.ENDPOINT, List.of("http://compute.example.com")));
    }

    @Override
    protected void assertNothingIsLeft(Path machineFolder) {
        assertThat(api.things()).isEmpty();
    }
}
