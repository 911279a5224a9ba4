package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ground for tests of one driver before a simulator of its provider, a new one for each test: what is the driver's
 * own, beyond the contract.
 *
 * @param <A> the simulator
 */
public abstract class SimulatedProviderTest<A extends FakeRestApi> {
    /** A folder of the test's own. */
    @TempDir
    protected Path folder;

    /** The simulator. */
    protected final A api;

    private final DriverFactory factory;
    private final List<DriverWorkbench> benches = new ArrayList<>();

    /** Create a test over a simulator, which is closed after it. */
    protected SimulatedProviderTest(DriverFactory factory, A api) {
        this.factory = factory;
        this.api = api;
    }

    /** Return option values with which a machine can be made here. */
    protected abstract Map<String, String> options() throws IOException;

    /** Return texts that must not stand in what is saved of a machine. */
    protected abstract List<String> secrets();

    @AfterEach
    void close() {
        benches.forEach(DriverWorkbench::close);
        api.close();
    }

    /** Open the driver for the machine {@code web}, with options on top of {@link #options()}. */
    protected final Driver driver(Map<String, String> options) {
        return driver("web", options);
    }

    /**
     * Open the driver for a machine.
     *
     * @param options values on top of {@link #options()}; several of one option stand between semicolons
     */
    protected final Driver driver(String machine, Map<String, String> options) {
        Map<String, String> all = new HashMap<>();
        try {
            all.putAll(options());
        } catch (IOException e) {
            throw new AssertionError("The options cannot be prepared", e);
        }
        all.putAll(options);
        MachineSpec.Builder spec = MachineSpec.builder(machine, factory.name());
        all.forEach((option, value) -> List.of(value.split(";")).forEach(one -> spec.option(option, one)));
        return open(folder.resolve("store"), spec.build(), UnaryOperator.identity());
    }

    /** Open the driver for a machine {@code web} of which nothing is known but what docker-machine has saved. */
    protected final Driver recorded(Map<String, Object> state) {
        return recorded(state, Map.of());
    }

    /** The same, with secrets that docker-machine has not saved where we read them. */
    protected final Driver recorded(Map<String, Object> state, Map<String, String> secrets) {
        MachineSpec.Builder spec = MachineSpec.builder("web", factory.name());
        secrets.forEach(spec::option);
        return open(folder.resolve("found"), spec.build(), context -> {
            context.state().save(state);
            return context;
        });
    }

    private Driver open(Path store, MachineSpec spec, UnaryOperator<DriverContext> around) {
        DriverWorkbench bench = new DriverWorkbench(factory, store, spec, around);
        benches.add(bench);
        return bench.driver();
    }

    /** Assert that an action fails with a code, and a message with these words in it. */
    protected static void assertCode(ErrorCode code, String words, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(code)).hasMessageContaining(words);
    }

    @Test
    void nothingSecretIsWritten() throws IOException {
        driver(Map.of()).create();
        for (String name : List.of("config.json", "jmachine.json")) {
            assertThat(Files.readString(folder.resolve("store/machines/web").resolve(name)))
                    .doesNotContain(secrets());
        }
    }

    @Test
    void everyOptionIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../../docs/drivers/" + factory.name() + ".md"));
        for (DriverOption option : factory.options()) {
            assertThat(manual).contains("`--" + option.name() + "`", option.environment(),
                    option.defaultValue().equals("false") ? "" : option.defaultValue());
        }
    }
}
