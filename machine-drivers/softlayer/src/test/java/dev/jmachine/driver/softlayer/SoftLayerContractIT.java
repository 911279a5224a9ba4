package dev.jmachine.driver.softlayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.SimulatedProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The contract, every fault included, before the simulator; with an image that lacks cloud-init, for which the most is
 * made. SSH servers that stand in for machines are not at port 22, so that nobody logs in.
 */
class SoftLayerContractIT extends SimulatedProviderContract<FakeSoftLayer> {

    SoftLayerContractIT() {
        super(new FakeSoftLayer(),
                requestId -> FakeSoftLayer.failure(500, "Public", "Internal Error", requestId),
                requestId -> FakeSoftLayer.failure(429, "WebService_RateLimitExceeded", "Rate limit exceeded.",
                        requestId));
    }

    @Override
    protected DriverFactory factory() {
        return new SoftLayerDriverFactory();
    }

    @Override
    protected boolean bootsMachines() {
        return false;
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                SoftLayerOptions.USER, List.of(FakeSoftLayer.USER),
                SoftLayerOptions.API_KEY, List.of(FakeSoftLayer.API_KEY),
                SoftLayerOptions.DOMAIN, List.of("example.com"),
                SoftLayerOptions.NO_CLOUD_INIT, List.of("true"),
                SoftLayerOptions.ENDPOINT, List.of(FakeSoftLayer.endpoint(proxy().url())));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(SoftLayerOptions.USER, List.of("")),
                Map.of(SoftLayerOptions.API_KEY, List.of("")),
                Map.of(SoftLayerOptions.API_KEY, List.of("wrong")),
                Map.of(SoftLayerOptions.DOMAIN, List.of("")),
                Map.of(SoftLayerOptions.DOMAIN, List.of("!= example.com")),
                Map.of(SoftLayerOptions.HOSTNAME, List.of("no_host")),
                Map.of(SoftLayerOptions.REGION, List.of("mars")),
                Map.of(SoftLayerOptions.REGION, List.of("mars01")),
                Map.of(SoftLayerOptions.IMAGE, List.of("debian")),
                Map.of(SoftLayerOptions.IMAGE, List.of("MINIX_3_64")),
                Map.of(SoftLayerOptions.CPU, List.of("0")),
                Map.of(SoftLayerOptions.MEMORY, List.of("0")),
                Map.of(SoftLayerOptions.DISK_SIZE, List.of("-1")),
                Map.of(SoftLayerOptions.FLAVOR, List.of("b1.1x2")),
                Map.of(SoftLayerOptions.FLAVOR, List.of("B9_9X9X9")),
                Map.of(SoftLayerOptions.PUBLIC_VLAN, List.of("7")),
                Map.of(SoftLayerOptions.PRIVATE_VLAN, List.of("7")),
                Map.of(SoftLayerOptions.USER_DATA, List.of("/nonexistent/data")),
                Map.of(SoftLayerOptions.ENDPOINT, List.of("http://api.example.com")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(api.things()).isEmpty();
    }
}
