package dev.jmachine.driver.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.Machines;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import dev.jmachine.testkit.FakeEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoneDriverTest extends DriverContract {

    @Override
    protected DriverFactory factory() {
        return new NoneDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of("url", List.of("tcp://127.0.0.1:2376"));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of("url", List.of("")),
                Map.of("url", List.of("not a url")),
                Map.of("url", List.of("127.0.0.1:2376")));
    }

    @Test
    void anEngineBehindTheUrlIsAskedForItsVersion() {
        try (FakeEngine engine = FakeEngine.plain(); Machines machines = Machines.builder()
                .storagePath(store.resolve("own")).driverClassLoader(getClass().getClassLoader()).open()) {
            engine.version("26.1.5");
            Machine machine = machines.create(
                    MachineSpec.builder("dev", "none").option("url", engine.url().toString()).build());
            assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
            assertThat(machine.engine().version()).isEqualTo("26.1.5");
            assertThat(machine.ip()).isEqualTo("127.0.0.1:" + engine.port());
            assertThatThrownBy(machine::stop).hasMessageContaining("hosts without a driver cannot be stopped");
        }
    }
}
