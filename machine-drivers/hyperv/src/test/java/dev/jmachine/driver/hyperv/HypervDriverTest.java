package dev.jmachine.driver.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HypervDriverTest {
    @TempDir
    private Path store;

    private FakeHyperV hyperV;

    @BeforeEach
    void install() {
        // What is in a name must not be taken for PowerShell.
        hyperV = FakeHyperV.install(store.resolve("it's $(here)"));
    }

    private DriverWorkbench bench(Path folder, Map<String, String> options) {
        MachineSpec.Builder spec = MachineSpec.builder("web", "hyperv")
                .option(HypervOptions.POWERSHELL, hyperV.powerShell().toString())
                .option(HypervOptions.IMAGE, hyperV.image().toString());
        options.forEach(spec::option);
        return new DriverWorkbench(new HypervDriverFactory(), folder, spec.build(), UnaryOperator.identity());
    }

    private String known(String thing) throws IOException {
        return Files.readString(hyperV.machines().get(0).resolve(thing)).strip();
    }

    @Test
    void theMachineIsAsAskedFor() throws IOException {
        try (DriverWorkbench bench = bench(store, Map.of(HypervOptions.CPUS, "3", HypervOptions.MEMORY, "2048",
                HypervOptions.DISK_SIZE, "3000", HypervOptions.HARDWARE_ADDRESS, "00:15:5D:01:02:03",
                HypervOptions.VLAN, "7", HypervOptions.VIRTUAL_SWITCH, "lan"))) {
            bench.driver().create();

            assertThat(known("generation")).isEqualTo("2");
            assertThat(known("processors")).isEqualTo("3");
            assertThat(known("memory")).isEqualTo(Long.toString(2048L * 1024 * 1024));
            assertThat(known("switch")).isEqualTo("LAN");
            assertThat(known("mac")).isEqualTo("00155D010203");
            assertThat(known("vlan")).isEqualTo("7");
            assertThat(known("secure-boot")).isEqualTo("On");
            assertThat(known("notes")).matches("jmachine-id=[0-9a-f-]{36}");
            assertThat(known("dvd")).isEqualTo(bench.folder().resolve("seed.iso").toString());
            assertThat(bench.folder().resolve("disk.vhdx")).hasContent(Long.toString(3000L * 1024 * 1024));
        }
    }

    @Test
    void theDefaultSwitchIsTakenBeforeAnExternalOne() throws IOException {
        try (DriverWorkbench bench = bench(store, Map.of(HypervOptions.SECURE_BOOT, "off"))) {
            bench.driver().create();

            assertThat(known("switch")).isEqualTo("Default Switch");
            assertThat(known("secure-boot")).isEqualTo("Off");
        }
    }

    @Test
    void aMachineOfTheSameNameThatLiesElsewhereIsNotTouched() {
        try (DriverWorkbench first = bench(store, Map.of());
                DriverWorkbench second = bench(store.resolve("other"), Map.of())) {
            first.driver().create();
            assertThat(second.driver().status()).isEqualTo(MachineState.NOT_FOUND);
            second.driver().create();
            assertThat(hyperV.machines()).hasSize(2);
            second.driver().remove();
            assertThat(first.driver().status()).isEqualTo(MachineState.RUNNING);
        }
    }

    @Test
    void statesThatSomebodyElseBringsAboutAreTold() throws IOException {
        try (DriverWorkbench bench = bench(store, Map.of())) {
            bench.driver().create();
            Path state = hyperV.machines().get(0).resolve("state");
            Files.writeString(state, "Paused\n");
            assertThat(bench.driver().status()).isEqualTo(MachineState.PAUSED);
            bench.driver().start();
            assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
            Files.writeString(state, "RunningCritical\n");
            assertThat(bench.driver().status()).isEqualTo(MachineState.ERROR);
        }
    }

    @Test
    void whatHyperVSaysIsTold() throws IOException {
        try (DriverWorkbench bench = bench(store, Map.of())) {
            bench.driver().create();
            Files.writeString(hyperV.machines().get(0).resolve("state"), "Saving\n");

            assertThatThrownBy(() -> bench.driver().stop()).isInstanceOf(MachineException.class).hasMessage(
                    "Shutting the guest down: Hyper-V says: InvalidOperation: "
                    + "The operation cannot be performed while the machine is in its current state.");
        }
    }

    @Test
    void withoutPowerShellNothingIsKnown() throws IOException {
        try (DriverWorkbench bench = bench(store, Map.of())) {
            bench.driver().create();
            Files.delete(hyperV.powerShell());

            assertThat(bench.driver().status()).isEqualTo(MachineState.TIMEOUT);
        }
    }

    @Test
    void everyOptionIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../../docs/drivers/hyperv.md"));
        for (DriverOption option : HypervOptions.all()) {
            assertThat(manual).contains("`--" + option.name() + "`", "`" + option.environment() + "`",
                    option.defaultValue().equals("false") ? "" : option.defaultValue());
        }
    }
}
