package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.Capability;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.Readiness;
import dev.jmachine.lifecycle.DriverWorkbench;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of a driver as tests: extend it, and say which driver and with which options a machine can be made here.
 *
 * <p>The rules stand in {@code docs/driver-contract.md}. Tests of what a driver does not claim to do are skipped by its
 * capabilities. Run it against the most real provider that can be had.
 */
public abstract class DriverContract {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_SAVES = 50;

    /** The store that the machines of one test live in. */
    @TempDir
    protected Path store;

    DriverWorkbench bench;

    private DriverFactory factory;

    /** Return the driver under test. */
    protected abstract DriverFactory factory();

    /** Return option values with which a machine can be made here. */
    protected abstract Map<String, List<String>> options();

    /** Return option values that {@code check} must refuse; every one is tried alone on top of {@link #options()}. */
    protected abstract List<Map<String, List<String>>> refusedOptions();

    /** Return whether the provider boots what it makes here; one that only pretends to leaves nothing to log in to. */
    protected boolean bootsMachines() {
        return true;
    }

    /** Check at the provider itself that nothing is left of the machine; by default nothing is looked at. */
    protected void assertNothingIsLeft(Path folder) {
    }

    @BeforeEach
    void openDriver() {
        factory = factory();
        bench = open(UnaryOperator.identity());
    }

    @AfterEach
    void removeMachine() {
        bench.close();
        try (DriverWorkbench cleaner = open(UnaryOperator.identity())) {
            cleaner.driver().remove();
        }
    }

    DriverWorkbench open(UnaryOperator<DriverContext> around) {
        return new DriverWorkbench(factory, store, spec(options()), around);
    }

    private MachineSpec spec(Map<String, List<String>> options) {
        MachineSpec.Builder builder = MachineSpec.builder("contract", factory.name());
        options.forEach((name, values) -> values.forEach(value -> builder.option(name, value)));
        return builder.build();
    }

    private boolean makesTheHost() {
        return factory.capabilities().contains(Capability.POWER);
    }

    private void assumeMakesTheHost() {
        assumeTrue(makesTheHost(), "the driver does not make, start or stop the host");
    }

    @Test
    void tellsANameASummaryAndWellFormedOptions() {
        assertThat(factory.name()).matches("[a-z][a-z0-9-]*");
        assertThat(factory.summary()).isNotBlank().doesNotContain("\n");
        assertThat(factory.options()).extracting(DriverOption::name).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9][a-z0-9-]*"));
        assertThat(factory.options()).extracting(DriverOption::help).allMatch(help -> !help.isBlank());
        assertThat(factory.options().stream().map(DriverOption::environment).filter(name -> !name.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhatIsMissingAndHowToMendItWhenItCannotWorkHere() {
        Readiness readiness = factory.readiness();
        assertThat(readiness.detail()).isNotBlank();
        assertThat(readiness.ready() || !readiness.fix().isBlank()).isTrue();
    }

    @Test
    void writesNothingWhenItIsOpened() throws IOException {
        assertThat(filesIn(bench.folder())).containsExactlyInAnyOrder("config.json", "jmachine.json");
    }

    @Test
    void acceptsTheOptionsThatItIsToBeMadeWith() {
        assertThatCode(() -> bench.driver().check()).doesNotThrowAnyException();
    }

    @Test
    void refusesBadOptionsBeforeAnythingIsMade() {
        for (Map<String, List<String>> bad : refusedOptions()) {
            Map<String, List<String>> all = new java.util.HashMap<>(options());
            all.putAll(bad);
            try (DriverWorkbench refused =
                    new DriverWorkbench(factory, store, spec(all), UnaryOperator.identity())) {
                assertThatThrownBy(() -> refused.driver().check()).as("options %s", bad)
                        .isInstanceOf(MachineException.class);
            }
        }
    }

    @Test
    void runsOnceItHasBeenCreated() {
        bench.driver().create();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void creatingAgainChangesNothing() {
        bench.driver().create();
        MachineNetwork before = bench.driver().network();
        bench.driver().create();
        assertThat(bench.driver().network()).isEqualTo(before);
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void anotherProcessSeesTheSameMachine() {
        bench.driver().create();
        try (DriverWorkbench other = open(UnaryOperator.identity())) {
            assertThat(other.driver().network()).isEqualTo(bench.driver().network());
            assertThat(other.driver().status()).isEqualTo(MachineState.RUNNING);
        }
    }

    @Test
    void isNotFoundBeforeItIsCreatedAndAfterItIsRemoved() {
        assumeMakesTheHost();
        assertThat(bench.driver().status()).isEqualTo(MachineState.NOT_FOUND);
        bench.driver().create();
        bench.driver().remove();
        assertThat(bench.driver().status()).isEqualTo(MachineState.NOT_FOUND);
        assertNothingIsLeft(bench.folder());
    }

    @Test
    void removingTwiceOrBeforeCreationIsHarmless() {
        bench.driver().remove();
        bench.driver().create();
        bench.driver().remove();
        assertThatCode(() -> bench.driver().remove()).doesNotThrowAnyException();
        assertNothingIsLeft(bench.folder());
    }

    @Test
    void stopsStartsKillsAndRestarts() {
        assumeMakesTheHost();
        bench.driver().create();
        bench.driver().kill();
        assertThat(bench.driver().status()).isEqualTo(MachineState.STOPPED);
        bench.driver().start();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
        bench.driver().restart();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
        awaitSsh();
        bench.driver().stop();
        assertThat(bench.driver().status()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void everyPowerActionMayBeRepeated() {
        assumeMakesTheHost();
        bench.driver().create();
        bench.driver().start();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
        bench.driver().kill();
        bench.driver().kill();
        bench.driver().stop();
        assertThat(bench.driver().status()).isEqualTo(MachineState.STOPPED);
        bench.driver().restart();
        assertThat(bench.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void keepsItsAddressInTheStoreOverAStopAndAStart() {
        assumeMakesTheHost();
        bench.driver().create();
        bench.driver().kill();
        bench.driver().start();
        try (DriverWorkbench other = open(UnaryOperator.identity())) {
            assertThat(other.driver().network()).isEqualTo(bench.driver().network());
        }
    }

    @Test
    void letsSshInWhereItSays() {
        assumeTrue(bootsMachines(), "the provider only pretends to boot machines");
        bench.driver().create();
        assumeTrue(bench.driver().network().ssh().isPresent(), "the driver has no SSH");
        awaitSsh();
        assertThat(SshGreeting.of(bench.driver().network().ssh().orElseThrow())).startsWith("SSH-2.0-");
    }

    private void awaitSsh() {
        if (!bootsMachines()) {
            return;
        }
        bench.driver().network().ssh().ifPresent(endpoint -> Deadline.after(PATIENCE)
                .await("SSH at " + endpoint, Duration.ofMillis(200), () -> SshGreeting.answers(endpoint)));
    }

    /** The process dies right before, and right after, each time that the driver has saved something. */
    @Test
    void creationGoesOnWhereverItWasCutShort() {
        for (int saves = 0; saves < MOST_SAVES; saves++) {
            if (!cutShort(saves)) {
                return;
            }
            try (DriverWorkbench next = open(UnaryOperator.identity())) {
                // Asked before every attempt: what the one before has made is not in the way of this.
                next.driver().check();
                next.driver().create();
                assertThat(next.driver().status()).as("after a cut at save %d", saves)
                        .isEqualTo(MachineState.RUNNING);
                next.driver().remove();
            }
            startAfresh();
        }
    }

    @Test
    void removalLeavesNothingWhereverCreationWasCutShort() {
        for (int saves = 0; saves < MOST_SAVES; saves++) {
            if (!cutShort(saves)) {
                return;
            }
            try (DriverWorkbench next = open(UnaryOperator.identity())) {
                next.driver().remove();
                assertNothingIsLeft(next.folder());
            }
            startAfresh();
        }
    }

    /** Return whether creation was cut short at that save; false when it has fewer. */
    private boolean cutShort(int saves) {
        try (DriverWorkbench dying = open(context -> new DyingContext(context, saves))) {
            dying.driver().create();
            return false;
        } catch (DyingContext.Death e) {
            return true;
        }
    }

    /** Forget the machine, which must be gone, and begin with a new one. */
    void startAfresh() {
        bench.deleteRecord();
        bench.close();
        bench = open(UnaryOperator.identity());
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
