package dev.jmachine.driver.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.SimulatedProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contract, every fault included, before the simulator. */
class DigitalOceanContractIT extends SimulatedProviderContract<FakeDigitalOcean> {

    DigitalOceanContractIT() {
        super(new FakeDigitalOcean(),
                requestId -> FakeDigitalOcean.failure(500, "server_error", "Unexpected server-side error", requestId),
                requestId -> FakeDigitalOcean.failure(429, "too_many_requests", "API Rate limit exceeded.", requestId));
    }

    @Override
    protected List<Fault> faults(int call) {
        return List.of(Fault.values());
    }

    @Override
    protected DriverFactory factory() {
        return new DigitalOceanDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                DigitalOceanOptions.ACCESS_TOKEN, List.of(FakeDigitalOcean.TOKEN),
                DigitalOceanOptions.SSH_PORT, List.of(sshPort()),
                DigitalOceanOptions.ENDPOINT, List.of(proxy().url().toString()));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(DigitalOceanOptions.ACCESS_TOKEN, List.of("")),
                Map.of(DigitalOceanOptions.ACCESS_TOKEN, List.of("wrong")),
                Map.of(DigitalOceanOptions.REGION, List.of("mars1")),
                Map.of(DigitalOceanOptions.SIZE, List.of("s-99vcpu-1gb")),
                Map.of(DigitalOceanOptions.IMAGE, List.of("ubuntu-16-04-x64")),
                Map.of(DigitalOceanOptions.TAGS, List.of("no tag!")),
                Map.of(DigitalOceanOptions.SSH_USER, List.of("Two words")),
                Map.of(DigitalOceanOptions.SSH_PORT, List.of("0")),
                Map.of(DigitalOceanOptions.SSH_KEY_PATH, List.of("/nonexistent/key")),
                Map.of(DigitalOceanOptions.USER_DATA, List.of("/nonexistent/data")),
                Map.of(DigitalOceanOptions.ENDPOINT, List.of("http://api.example.com")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(api.things()).isEmpty();
    }
}
