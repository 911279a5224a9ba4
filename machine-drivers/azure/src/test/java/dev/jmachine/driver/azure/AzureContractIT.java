package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.SimulatedProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contract, faults included, before the simulator. */
class AzureContractIT extends SimulatedProviderContract<FakeAzure> {

    AzureContractIT() {
        super(new FakeAzure(),
                requestId -> FakeAzure.failure(500, "InternalServerError", "An error occurred.", requestId),
                requestId -> FakeAzure.failure(429, "TooManyRequests", "The request limit has been reached.", requestId));
    }

    /** Each call fails in one way, and in turn in all of them: a machine takes some forty calls. */
    @Override
    protected List<Fault> faults(int call) {
        return List.of(Fault.values()[call % Fault.values().length]);
    }

    @Override
    protected DriverFactory factory() {
        return new AzureDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                AzureOptions.SUBSCRIPTION, List.of("sub"),
                AzureOptions.TENANT, List.of(FakeSignIn.TENANT),
                AzureOptions.CLIENT_ID, List.of(FakeSignIn.CLIENT),
                AzureOptions.CLIENT_SECRET, List.of(FakeSignIn.SECRET),
                AzureOptions.SSH_PORT, List.of(sshPort()),
                AzureOptions.AUTHORITY, List.of(proxy().url().toString()),
                AzureOptions.ENDPOINT, List.of(proxy().url().toString()));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(AzureOptions.SUBSCRIPTION, List.of("")),
                Map.of(AzureOptions.ENVIRONMENT, List.of("AzureMarsCloud")),
                Map.of(AzureOptions.CLIENT_SECRET, List.of("wrong")),
                Map.of(AzureOptions.CLIENT_SECRET, List.of("")),
                Map.of(AzureOptions.CLIENT_CERTIFICATE, List.of("/nonexistent/certificate.pem")),
                Map.of(AzureOptions.LOCATION, List.of("eastmars")),
                Map.of(AzureOptions.SIZE, List.of("Standard_A2")),
                Map.of(AzureOptions.IMAGE, List.of("canonical:UbuntuServer:16.04.0-LTS:latest")),
                Map.of(AzureOptions.IMAGE, List.of("ubuntu")),
                Map.of(AzureOptions.NETWORK, List.of("a:b:c")),
                Map.of(AzureOptions.OPEN_PORT, List.of("http")),
                Map.of(AzureOptions.SSH_USER, List.of("root")),
                Map.of(AzureOptions.DOCKER_PORT, List.of("0")),
                Map.of(AzureOptions.CUSTOM_DATA, List.of("/nonexistent/data")),
                Map.of(AzureOptions.ENDPOINT, List.of("http://management.example.com")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(api.things()).isEmpty();
    }
}
