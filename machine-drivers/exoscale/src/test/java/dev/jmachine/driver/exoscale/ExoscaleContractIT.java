package dev.jmachine.driver.exoscale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.SimulatedProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contract, faults included, before the simulator. */
class ExoscaleContractIT extends SimulatedProviderContract<FakeExoscale> {

    ExoscaleContractIT() {
        super(new FakeExoscale(),
                requestId -> FakeExoscale.failure(500, "Internal Server Error", requestId),
                requestId -> FakeExoscale.failure(429, "Too many requests: the limit is reached", requestId));
    }

    @Override
    protected DriverFactory factory() {
        return new ExoscaleDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                ExoscaleOptions.API_KEY, List.of(FakeSignatures.KEY),
                ExoscaleOptions.API_SECRET, List.of(FakeSignatures.SECRET),
                ExoscaleOptions.SSH_PORT, List.of(sshPort()),
                ExoscaleOptions.URL, List.of(proxy().url() + "/v2"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(ExoscaleOptions.API_KEY, List.of("")),
                Map.of(ExoscaleOptions.API_SECRET, List.of("")),
                Map.of(ExoscaleOptions.API_SECRET, List.of("wrong")),
                Map.of(ExoscaleOptions.ZONE, List.of("mars-1")),
                Map.of(ExoscaleOptions.ZONE, List.of("no zone")),
                Map.of(ExoscaleOptions.INSTANCE_PROFILE, List.of("Gigantic")),
                Map.of(ExoscaleOptions.INSTANCE_PROFILE, List.of("titan")),
                Map.of(ExoscaleOptions.IMAGE, List.of("Linux Ubuntu 16.04 LTS 64-bit")),
                Map.of(ExoscaleOptions.DISK_SIZE, List.of("5")),
                Map.of(ExoscaleOptions.DISK_SIZE, List.of("11")),
                Map.of(ExoscaleOptions.SSH_USER, List.of("Two words")),
                Map.of(ExoscaleOptions.SSH_PORT, List.of("0")),
                Map.of(ExoscaleOptions.SSH_KEY, List.of("/nonexistent/key")),
                Map.of(ExoscaleOptions.USER_DATA, List.of("/nonexistent/data")),
                Map.of(ExoscaleOptions.URL, List.of("https://api.exoscale.ch/compute")),
                Map.of(ExoscaleOptions.URL, List.of("http://api.example.com/v2")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(api.things()).isEmpty();
    }
}
