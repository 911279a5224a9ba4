package dev.jmachine.driver.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FakeRestApi;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.ProviderContract;
import dev.jmachine.testkit.SshHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract, every fault included, before the simulator. */
class DigitalOceanContractIT extends ProviderContract {
    @TempDir
    static Path hostFolder;

    private static FakeDigitalOcean api;
    private static FaultProxy proxy;
    private static SshHost host;

    @BeforeAll
    static void start() {
        api = new FakeDigitalOcean();
        proxy = FaultProxy.before(api.url());
        proxy.answerWith(Fault.SERVER_ERROR, failure(500, "server_error", "Unexpected server-side error"));
        proxy.answerWith(Fault.THROTTLED, failure(429, "too_many_requests", "API Rate limit exceeded."));
        host = SshHost.start(hostFolder);
    }

    @AfterAll
    static void stop() {
        host.close();
        proxy.close();
        api.close();
    }

    private static FaultAnswer failure(int status, String id, String message) {
        FakeRestApi.Reply reply = FakeDigitalOcean.failure(status, id, message, "fault-1");
        return new FaultAnswer(reply.status(), reply.headers(), reply.body());
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return "fault-1";
    }

    @Override
    protected DriverFactory factory() {
        return new DigitalOceanDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                DigitalOceanOptions.ACCESS_TOKEN, List.of(FakeDigitalOcean.TOKEN),
                DigitalOceanOptions.SSH_PORT, List.of(Integer.toString(host.port())),
                DigitalOceanOptions.ENDPOINT, List.of(proxy.url().toString()));
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
