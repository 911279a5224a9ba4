package dev.jmachine.driver.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import dev.jmachine.testkit.SshHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DigitalOceanContractTest extends DriverContract {
    @TempDir
    static Path hostFolder;

    private static FakeDigitalOcean api;
    private static SshHost host;

    @BeforeAll
    static void start() {
        api = new FakeDigitalOcean();
        host = SshHost.start(hostFolder);
    }

    @AfterAll
    static void stop() {
        host.close();
        api.close();
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
                DigitalOceanOptions.ENDPOINT, List.of(api.url().toString()));
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
