package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract is one that a driver can keep: the least driver does. */
class ProviderContractTest extends ProviderContract {
    private static RentalApi provider;
    private static FaultProxy proxy;

    @BeforeAll
    static void start() {
        provider = new RentalApi();
        proxy = FaultProxy.before(provider.url());
        proxy.answerWith(Fault.SERVER_ERROR, new FaultAnswer(503, Map.of("request-id", "req-4711"), ""));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        provider.close();
    }

    @Override
    protected DriverFactory factory() {
        return new RentalDriver.Factory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of("rental-url", List.of(proxy.url().toString()));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(Map.of("rental-url", List.of("nowhere")));
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return "req-4711";
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(provider.servers).isEmpty();
    }
}
