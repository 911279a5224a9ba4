package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.testkit.FakeRestApi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is asked for credentials that were not needed: seen at a stand-in for the metadata service. */
class AmbientCredentialsTest {
    private final Metadata metadata = new Metadata();
    private final FakeEc2 amazon = new FakeEc2();
    private final Map<String, String> before = new HashMap<>();

    @TempDir
    private Path store;

    /** Refuses whatever it is asked. */
    private static final class Metadata extends FakeRestApi {
        private int asked;

        @Override
        protected Reply answer(Request request, String requestId) {
            asked++;
            return new Reply(404, Map.of(), "");
        }
    }

    @BeforeEach
    void standInForWhatIsAround() {
        set("aws.ec2MetadataServiceEndpoint", metadata.url().toString());
        set("aws.sharedCredentialsFile", store.resolve("no-credentials").toString());
        set("aws.configFile", store.resolve("no-config").toString());
    }

    private void set(String property, String value) {
        before.put(property, System.setProperty(property, value));
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        metadata.close();
        amazon.close();
    }

    private DriverWorkbench bench(boolean withKeys) {
        MachineSpec.Builder spec = MachineSpec.builder("web", "amazonec2")
                .option(Ec2Options.ENDPOINT, amazon.url().toString())
                .option(Ec2Options.PRIVATE_ADDRESS_ONLY, "true");
        if (withKeys) {
            spec.option(Ec2Options.ACCESS_KEY, "test").option(Ec2Options.SECRET_KEY, "test");
        }
        return new DriverWorkbench(new Ec2DriverFactory(), store, spec.build(), UnaryOperator.identity());
    }

    @Test
    void withKeysGivenTheMetadataServiceIsNotAsked() {
        try (DriverWorkbench bench = bench(true)) {
            bench.driver().check();
            bench.driver().create();
            bench.driver().status();
            bench.driver().remove();
        }
        assertThat(amazon.actions()).contains("RunInstances", "TerminateInstances");
        assertThat(metadata.asked).isZero();
    }

    @Test
    void withoutAnyItIsAskedLastAndTheErrorSaysWhatToGive() {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null && System.getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == null
                && System.getenv("AWS_PROFILE") == null && System.getenv("AWS_EC2_METADATA_DISABLED") == null,
                "this computer's environment has credentials");
        try (DriverWorkbench bench = bench(false)) {
            assertThatThrownBy(() -> bench.driver().check()).asInstanceOf(type(MachineException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AUTHENTICATION))
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("--amazonec2-access-key")
                            .hasMessageContaining("AWS_ACCESS_KEY_ID"));
        }
        assertThat(metadata.asked).isPositive();
        assertThat(amazon.actions()).isEmpty();
    }

    @Test
    void neitherOptionsNorReadinessNorOpeningAskAnything() {
        Ec2DriverFactory factory = new Ec2DriverFactory();
        factory.options();
        factory.capabilities();
        factory.readiness();
        bench(false).close();
        assertThat(metadata.asked).isZero();
        assertThat(amazon.actions()).isEmpty();
    }
}
