package dev.jmachine.driver.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real Nova behind a stand-in for Rackspace's login. The contract is proven with the same code by OpenStack's. */
class RackspaceIT {
    @TempDir
    Path store;

    private RackspaceLoginServer login;

    @BeforeEach
    void openLogin() throws IOException {
        login = new RackspaceLoginServer(OpenStackServers.shared());
    }

    @AfterEach
    void closeLogin() {
        login.close();
        OpenStackServers.shared().view().assertNothingIsLeft();
    }

    @Test
    void aServerLivesAndLeavesNothing() {
        try (DriverWorkbench bench = bench("", "")) {
            Driver driver = bench.driver();
            driver.check();
            driver.create();
            driver.create();
            assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
            assertThat(driver.network().address()).startsWith("192.0.2.");
            assertThat(OpenStackServers.shared().view().server("web").text("config_drive")).isEqualTo("True");
            driver.stop();
            assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
            driver.start();
            driver.restart();
            assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
            assertThat(driver.findOwned()).hasSize(1);
            driver.remove();
            assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @CsvSource({
        RackspaceOptions.API_KEY + ",wrong,AUTHENTICATION",
        RackspaceOptions.FLAVOR_ID + ",99,INVALID_ARGUMENT",
        RackspaceOptions.ENDPOINT_TYPE + ",adminURL,INVALID_ARGUMENT"})
    void whatIsWrongIsToldBeforeAnythingIsMade(String option, String value, ErrorCode code) {
        try (DriverWorkbench bench = bench(option, value)) {
            assertThatThrownBy(() -> bench.driver().check()).isInstanceOfSatisfying(
                    MachineException.class, e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    private DriverWorkbench bench(String option, String value) {
        Map<String, String> options = new HashMap<>(Map.of(
                RackspaceOptions.IDENTITY_URL, login.url(),
                RackspaceOptions.USERNAME, "ada",
                RackspaceOptions.API_KEY, RackspaceLoginServer.API_KEY,
                RackspaceOptions.IMAGE_ID, OpenStackServers.shared().id("image"),
                RackspaceOptions.FLAVOR_ID, "1"));
        if (!option.isEmpty()) {
            options.put(option, value);
        }
        MachineSpec.Builder spec = MachineSpec.builder("web", "rackspace");
        options.forEach(spec::option);
        return new DriverWorkbench(new RackspaceDriverFactory(), store, spec.build(), UnaryOperator.identity());
    }
}
