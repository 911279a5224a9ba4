package dev.jmachine.driver.jclouds.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.ProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract in an isolated network, with static NAT: what most calls are needed for. */
class CloudStackContractIT extends ProviderContract {
    private static final String REQUEST_ID = "in-front-1";

    private static CloudStackSimulator simulator;
    private static FaultProxy proxy;

    @BeforeAll
    static void open() {
        simulator = new CloudStackSimulator();
        proxy = FaultProxy.before(simulator.url());
        proxy.answerWith(Fault.SERVER_ERROR, new FaultAnswer(530, Map.of("X-Request-Id", REQUEST_ID),
                "{\"errorresponse\": {\"errorcode\": 530, \"errortext\": \"Internal error executing command\"}}"));
        proxy.answerWith(Fault.THROTTLED, new FaultAnswer(429, Map.of(),
                "{\"errorresponse\": {\"errorcode\": 429, \"errortext\": \"The API request limit is exceeded\"}}"));
    }

    @AfterAll
    static void close() {
        proxy.close();
        simulator.close();
    }

    @Override
    protected DriverFactory factory() {
        return new CloudStackDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                CloudStackOptions.API_URL, List.of(proxy.url() + "/client/api"),
                CloudStackOptions.API_KEY, List.of(CloudStackSimulator.API_KEY),
                CloudStackOptions.SECRET_KEY, List.of(CloudStackSimulator.SECRET_KEY),
                CloudStackOptions.ZONE, List.of("north"),
                CloudStackOptions.TEMPLATE, List.of("Debian 13"),
                CloudStackOptions.SERVICE_OFFERING, List.of("Small"),
                CloudStackOptions.NETWORK, List.of("inner"),
                CloudStackOptions.CIDR, List.of("198.51.100.0/24", "203.0.113.0/24"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(CloudStackOptions.SECRET_KEY, List.of("another")),
                Map.of(CloudStackOptions.API_URL, List.of("ftp://cloud.example.com/client/api")),
                Map.of(CloudStackOptions.ZONE, List.of("south")),
                Map.of(CloudStackOptions.ZONE_ID, List.of(SimulatedCloud.ADVANCED_ZONE)),
                Map.of(CloudStackOptions.TEMPLATE, List.of("Debian 1")),
                Map.of(CloudStackOptions.SERVICE_OFFERING, List.of("Large")),
                Map.of(CloudStackOptions.SERVICE_OFFERING, List.of("Twin")),
                Map.of(CloudStackOptions.PROJECT, List.of("nobody's")),
                Map.of(CloudStackOptions.NETWORK, List.of("outer")),
                Map.of(CloudStackOptions.NETWORK, List.of("tier")),
                Map.of(CloudStackOptions.PUBLIC_IP, List.of("127.0.8.99")),
                Map.of(CloudStackOptions.PUBLIC_IP, List.of("127.0.8.1")),
                Map.of(CloudStackOptions.SECURITY_GROUP, List.of("any")),
                Map.of(CloudStackOptions.RESOURCE_TAG, List.of("no-value")),
                Map.of(CloudStackOptions.SSH_USER, List.of("No User")),
                Map.of(CloudStackOptions.USER_DATA_FILE, List.of("/nowhere/user-data")));
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return REQUEST_ID;
    }

    /** Jobs take their time: each call fails in one way, each way in its turn. */
    @Override
    protected List<Fault> faults(int call) {
        return List.of(Fault.values()[call % Fault.values().length]);
    }

    @Override
    protected boolean bootsMachines() {
        return false;
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(simulator.cloud().all()).isEmpty();
    }
}
