package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.DriverContract;
import dev.jmachine.testkit.SshHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenericDriverTest extends DriverContract {

    @TempDir
    static Path hostFolder;

    private static SshHost host;

    @TempDir
    Path otherHostFolder;

    @BeforeAll
    static void startHost() {
        host = SshHost.start(hostFolder);
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @Override
    protected DriverFactory factory() {
        return new GenericDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return options(host);
    }

    private static Map<String, List<String>> options(SshHost host) {
        return Map.of(
                "generic-ip-address", List.of("127.0.0.1"),
                "generic-ssh-port", List.of(Integer.toString(host.port())),
                "generic-ssh-user", List.of(SshHost.USER),
                "generic-ssh-key", List.of(host.identity().toString()));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of("generic-ip-address", List.of("")),
                Map.of("generic-ip-address", List.of("two words")),
                Map.of("generic-ssh-port", List.of("0")),
                Map.of("generic-engine-port", List.of("65536")),
                Map.of("generic-ssh-key", List.of("/nonexistent/key")));
    }

    private DriverWorkbench machine(SshHost on) {
        return machine(on, spec -> { });
    }

    private DriverWorkbench machine(SshHost on, Consumer<MachineSpec.Builder> further) {
        MachineSpec.Builder spec = MachineSpec.builder("host", "generic");
        further.accept(spec);
        options(on).forEach((name, values) -> spec.option(name, values.get(0)));
        DriverWorkbench bench =
                new DriverWorkbench(factory(), store.resolve("own"), spec.build(), UnaryOperator.identity());
        bench.driver().create();
        return bench;
    }

    @Test
    void aHostWithoutSshIsInErrorAndNotStopped() {
        try (SshHost other = SshHost.start(otherHostFolder); DriverWorkbench bench = machine(other)) {
            other.stop();
            assertThat(bench.driver().status()).isEqualTo(MachineState.ERROR);
        }
    }

    @Test
    void aHostBehindABastionIsJudgedThroughIt() {
        try (SshHost bastion = SshHost.start(otherHostFolder)) {
            bastion.stop();
            bastion.allowForwarding();
            bastion.start();
            Bastion way = new Bastion(SshHost.USER, "127.0.0.1", bastion.port(), Optional.of(bastion.identity()));
            try (DriverWorkbench bench = machine(host, spec -> spec.bastion(way))) {
                assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
                assertThat(bastion.logins()).isOne();
                bastion.stop();
                assertThat(bench.driver().status()).isEqualTo(MachineState.TIMEOUT);
            }
        }
    }

    @Test
    void whatCannotBeDoneToSomebodyElsesHostIsSaidSo() {
        try (DriverWorkbench bench = machine(host)) {
            assertThatThrownBy(() -> bench.driver().stop()).isInstanceOf(MachineException.class)
                    .hasMessageContaining("generic driver does not support stop");
        }
    }

    @Test
    void restartWaitsUntilTheHostHasReallyBeenRestarted() {
        AtomicInteger boots = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        try (SshHost other = SshHost.start(otherHostFolder); DriverWorkbench bench = machine(other)) {
            other.handleWith((command, streams) -> {
                if (command.contains("reboot")) {
                    boots.incrementAndGet();
                    return 0;
                }
                // The host answers twice from before the restart, as one does that is still going down.
                String boot = looks.incrementAndGet() < 3 ? "before" : "after";
                streams.output().write(boot.getBytes(StandardCharsets.US_ASCII));
                return 0;
            });
            bench.driver().restart();
        }
        assertThat(boots).hasValue(1);
        assertThat(looks).hasValue(3);
    }
}
