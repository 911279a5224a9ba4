package dev.jmachine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.api.Readiness;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.lifecycle.driver.DriverCatalog;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.ssh.SshConnector;
import dev.jmachine.store.MachineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMachinesTest {
    private static final String ORDER = "O(K|S[PN]*[FX])*[EZ]";

    @TempDir
    Path root;

    private final FakeProvider provider = new FakeProvider();
    private final RecordingListener listener = new RecordingListener();
    private StoreMachines machines;

    @BeforeEach
    void openStore() {
        MachineStore store = new MachineStore(root, Clock.systemUTC());
        Environment environment = new Environment(store, new DriverCatalog(List.of(provider)), new SshConnector(),
                listener, Clock.systemUTC(), Duration.ofSeconds(2),
                option -> "value of " + option.environment());
        machines = new StoreMachines(environment, 4);
    }

    @AfterEach
    void closeStore() {
        machines.close();
    }

    private static MachineSpec spec(String name) {
        return MachineSpec.builder(name, "fake").option("fake-memory", "1024").build();
    }

    private List<MachineException> failures(Runnable... actions) {
        return Stream.of(actions)
                .map(action -> catchThrowableOfType(MachineException.class, action::run))
                .toList();
    }

    private static ErrorCode code(Runnable action) {
        return catchThrowableOfType(MachineException.class, action::run).code();
    }

    @Test
    void makesAMachineThatIsFoundAgain() {
        Machine made = machines.create(spec("dev"));
        assertThat(made.state()).isEqualTo(MachineState.RUNNING);
        assertThat(machines.get("dev").url()).hasToString("tcp://192.0.2.7:2376");
        assertThat(machines.get("dev").spec()).isEqualTo(spec("dev"));
        assertThat(machines.get("dev").peerAddress()).contains("198.51.100.7");
        assertThat(machines.get("dev").unfinishedStep()).isEmpty();
        assertThat(machines.list()).extracting(Machine::name).containsExactly("dev");
    }

    @Test
    void tellsTheListenerInTheDocumentedOrder() {
        machines.create(spec("dev"));
        assertThat(listener.order()).matches(ORDER).endsWith("E");
        assertThat(listener.steps).containsExactly("check", "create", "certificates");
    }

    @Test
    void tellsTheListenerInTheDocumentedOrderWhenAStepFails() {
        provider.onCreate = context -> {
            throw new IllegalStateException("out of atoms");
        };
        MachineException failure = failures(() -> machines.create(spec("dev"))).get(0);
        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER);
        assertThat(failure.machine()).contains("dev");
        assertThat(failure.step()).contains("create");
        assertThat(failure.driver()).contains("fake");
        assertThat(listener.order()).matches(ORDER).endsWith("XZ");
    }

    @Test
    void refusesANameThatIsTaken() {
        machines.create(spec("dev"));
        assertThat(code(() -> machines.create(spec("dev")))).isEqualTo(ErrorCode.MACHINE_EXISTS);
    }

    @Test
    void aFailedCheckLeavesNoRecord() {
        provider.onCheck = context -> {
            throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Checking", "too little memory");
        };
        assertThat(code(() -> machines.create(spec("dev")))).isEqualTo(ErrorCode.PRECREATE_CHECK_FAILED);
        assertThat(machines.exists("dev")).isFalse();
    }

    @Test
    void aDriverThatIsNotReadyMakesNothing() {
        provider.readiness = Readiness.missing("The program is missing.", "apt-get install program");
        MachineException failure = failures(() -> machines.create(spec("dev"))).get(0);
        assertThat(failure.code()).isEqualTo(ErrorCode.DRIVER_NOT_READY);
        assertThat(failure.problem()).contains("The program is missing.", "apt-get install program");
        assertThat(provider.calls).hasValue(0);
    }

    @Test
    void unknownOptionsAndMalformedValuesAreRefusedBeforeAnythingIsWritten() throws IOException {
        assertThat(code(() -> machines.create(MachineSpec.builder("a", "fake").option("fake-disk", "1").build())))
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(() -> machines.create(MachineSpec.builder("a", "fake").option("fake-memory", "lots").build())))
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(() -> machines.create(MachineSpec.builder("a", "fake").option("fake-fast", "yes").build())))
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(() -> machines.create(MachineSpec.builder("a", "bogus").build())))
                .isEqualTo(ErrorCode.DRIVER_NOT_FOUND);
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void creationThatWasCutShortGoesOnWithTheSameCommand() {
        failInCreationOnce();
        assertThat(code(() -> machines.create(spec("dev")))).isEqualTo(ErrorCode.PROVIDER);
        assertThat(machines.get("dev").unfinishedStep()).contains("create");
        assertThat(machines.create(spec("dev")).unfinishedStep()).isEmpty();
        assertThat(provider.machines).hasSize(1);
    }

    @Test
    void creationThatWasCutShortGoesOnWithTheNameAlone() {
        failInCreationOnce();
        assertThat(code(() -> machines.create(spec("dev")))).isEqualTo(ErrorCode.PROVIDER);
        assertThat(machines.resume("dev").spec()).isEqualTo(spec("dev"));
        assertThat(provider.machines).hasSize(1);
        assertThat(code(() -> machines.resume("dev"))).isEqualTo(ErrorCode.MACHINE_EXISTS);
    }

    @Test
    void creationThatWasCutShortDoesNotGoOnWithOtherOptions() {
        failInCreationOnce();
        assertThat(code(() -> machines.create(spec("dev")))).isEqualTo(ErrorCode.PROVIDER);
        assertThat(code(() -> machines.create(MachineSpec.builder("dev", "fake").build())))
                .isEqualTo(ErrorCode.MACHINE_UNFINISHED);
    }

    private void failInCreationOnce() {
        AtomicInteger attempts = new AtomicInteger();
        provider.onCreate = context -> {
            if (attempts.getAndIncrement() == 0) {
                throw new IllegalStateException("out of atoms");
            }
        };
    }

    @Test
    void secretsReachTheDriverButNoFile() throws IOException {
        AtomicReference<String> seen = new AtomicReference<>();
        provider.onCreate = context -> seen.set(context.options().text("fake-token"));
        machines.create(MachineSpec.builder("dev", "fake").option("fake-token", "hunter2").build());
        assertThat(seen).hasValue("hunter2");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("hunter2"));
        }
    }

    @Test
    void aSecretThatWasNotGivenInThisProcessIsAskedForAgain() {
        List<String> seen = new ArrayList<>();
        provider.onCreate = context -> seen.add(context.secret("fake-token"));
        provider.onStart = context -> seen.add(context.secret("fake-token"));

        machines.create(MachineSpec.builder("dev", "fake").option("fake-token", "hunter2").build());
        machines.get("dev").stop();
        machines.get("dev").start();

        assertThat(seen).containsExactly("hunter2", "value of FAKE_TOKEN");
    }

    @Test
    void orphansAreWhatTheProviderHasOfNoMachineOfTheStore() {
        machines.create(spec("dev"));
        String known = provider.machines.keySet().iterator().next();
        OwnedObject orphan = new OwnedObject("atom", "7", "lost", "old");
        List<String> asked = new ArrayList<>();
        provider.owned = context -> {
            asked.add(context.options().number("fake-memory") + " " + context.secret("fake-token"));
            return List.of(orphan, new OwnedObject("atom", "8", known, "dev"));
        };

        assertThat(machines.findOrphans("fake", Map.of("fake-memory", List.of("3")))).containsExactly(orphan);
        assertThat(asked).containsExactly("3 value of FAKE_TOKEN");
    }

    @Test
    void whatADriverTellsWithoutAMachineIsHeardAndTheStoreStaysAsItIs() throws IOException {
        provider.owned = context -> {
            context.notice(context.sharedFolder().getFileName() + " looks around");
            return List.of();
        };

        assertThat(machines.findOrphans("fake", Map.of())).isEmpty();
        assertThat(listener.notices).containsExactly("fake looks around");
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aMachineThatIsMadeWhileTheProviderIsAskedIsNoOrphan() {
        provider.owned = context -> {
            machines.create(spec("late"));
            return List.of(new OwnedObject("atom", "9", provider.machines.keySet().iterator().next(), "late"));
        };

        assertThat(machines.findOrphans("fake", Map.of())).isEmpty();
    }

    @Test
    void removalTakesTheMachineAndItsRecord() {
        machines.create(spec("dev")).remove(RemoveOptions.DEFAULT);
        assertThat(provider.machines).isEmpty();
        assertThat(machines.exists("dev")).isFalse();
    }

    @Test
    void aFailedRemovalKeepsTheRecordUnlessForced() {
        Machine machine = machines.create(spec("dev"));
        provider.onRemove = () -> {
            throw new IllegalStateException("the provider is on strike");
        };
        assertThat(code(() -> machine.remove(RemoveOptions.DEFAULT))).isEqualTo(ErrorCode.PROVIDER);
        assertThat(machines.exists("dev")).isTrue();
        machine.remove(new RemoveOptions(true, false));
        assertThat(machines.exists("dev")).isFalse();
        assertThat(listener.notices).anySatisfy(notice -> assertThat(notice).contains("on strike"));
    }

    @Test
    void aMachineWithADamagedRecordIsListedAndRemoved() throws IOException {
        machines.create(spec("dev"));
        Files.writeString(root.resolve("machines/dev/config.json"), "{ \"ConfigVersion\": 3, \"Driv");
        assertThat(machines.list()).extracting(Machine::name).containsExactly("dev");
        assertThat(code(() -> machines.get("dev").state())).isEqualTo(ErrorCode.STORE_DAMAGED);
        machines.get("dev").remove(RemoveOptions.DEFAULT);
        assertThat(provider.machines).isEmpty();
        assertThat(machines.exists("dev")).isFalse();
    }

    @Test
    void startAndStopRefuseWhatIsSoAlready() {
        Machine machine = machines.create(spec("dev"));
        assertThatThrownBy(machine::start).hasMessageContaining("already running");
        machine.stop();
        assertThat(machine.state()).isEqualTo(MachineState.STOPPED);
        assertThatThrownBy(machine::stop).hasMessageContaining("already stopped");
        machine.start();
        assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void anUpgradeStartsAMachineThatIsOff() {
        Machine machine = machines.create(spec("dev"));
        machine.stop();
        provider.ssh = Optional.of(new SshEndpoint("root", "192.0.2.7", 22, List.of()));
        provider.onStart = context -> {
            throw new IllegalStateException("out of current");
        };
        assertThatThrownBy(() -> machine.upgradeEngine("")).hasMessageContaining("out of current");
    }

    @Test
    void anAddressThatAStartHasChangedIsFollowed(@TempDir Path folder) throws IOException {
        Machine machine = machines.create(spec("dev"));
        machine.stop();
        try (LoginOnlyHost host = new LoginOnlyHost(folder)) {
            provider.ssh = Optional.of(host.endpoint());
            provider.address = "192.0.2.8";
            assertThatThrownBy(machine::start).as("it comes to commands, which the host does not run")
                    .isInstanceOf(MachineException.class);
        }
        assertThat(listener.steps).endsWith("start", "ssh", "follow-address");
    }

    @Test
    void aMachineWithoutSshIsNotProvisioned() {
        assertThat(code(() -> machines.create(spec("dev")).provision())).isEqualTo(ErrorCode.UNSUPPORTED);
    }

    @Test
    void aMachineThatIsWorkedOnIsLockedAndReadersAreNot() throws InterruptedException {
        CountDownLatch creating = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        provider.onCreate = context -> {
            creating.countDown();
            awaitUninterruptibly(goOn);
        };
        Thread creator = new Thread(() -> machines.create(spec("dev")));
        creator.start();
        creating.await();
        assertThat(code(() -> machines.get("dev").remove(RemoveOptions.DEFAULT))).isEqualTo(ErrorCode.MACHINE_LOCKED);
        assertThat(machines.get("dev").state()).isEqualTo(MachineState.RUNNING);
        goOn.countDown();
        creator.join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void severalAreMadeInOrderAndOneThatFailsDoesNotStopTheOthers() {
        provider.onCreate = context -> {
            if (context.machineName().equals("b")) {
                throw new IllegalStateException("out of atoms");
            }
        };
        BatchException failure = catchThrowableOfType(BatchException.class,
                () -> machines.create(List.of(spec("a"), spec("b"), spec("c"))));
        assertThat(failure.succeeded()).extracting(Machine::name).containsExactly("a", "c");
        assertThat(failure.failures()).containsOnlyKeys("b");
        assertThat(failure.failures().get("b").machine()).contains("b");
    }

    @Test
    void aNameMayBeAsLongAsContinuousIntegrationMakesIt() {
        String name = "runner-abcdefgh-project-1-concurrent-0-a-long-machine-name-1700000000-0123abcd";
        machines.create(spec(name)).remove(RemoveOptions.DEFAULT);
        assertThat(machines.exists(name)).isFalse();
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertThat(code(() -> machines.create(List.of(spec("a"), spec("a"))))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(provider.calls).hasValue(0);
    }

    @Test
    void onlyTransientFailuresAreTriedAgain() {
        failInCreationOnce();
        provider.kind = FailureKind.TRANSIENT;
        assertThat(machines.create(spec("dev")).state()).isEqualTo(MachineState.RUNNING);
        assertThat(provider.calls).hasValue(2);
    }

    @Test
    void aStateIsAskedForOnceAndAProviderThatCannotBeAskedIsAStateToo() {
        Machine machine = machines.create(spec("dev"));
        AtomicInteger asked = new AtomicInteger();
        provider.kind = FailureKind.TRANSIENT;
        provider.onStatus = () -> {
            asked.incrementAndGet();
            throw new IllegalStateException("too many questions");
        };
        assertThat(machine.state()).isEqualTo(MachineState.TIMEOUT);
        assertThat(asked).hasValue(1);
        provider.kind = FailureKind.AUTHENTICATION;
        assertThat(code(machine::state)).isEqualTo(ErrorCode.AUTHENTICATION);
    }

    @Test
    void interruptionEndsTheWorkAndItGoesOnLater() {
        provider.onCreate = context -> Thread.currentThread().interrupt();
        MachineException failure = failures(() -> machines.create(spec("dev"))).get(0);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
        provider.onCreate = context -> { };
        assertThat(machines.resume("dev").state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aListenerThatThrowsDoesNotDisturb() {
        MachineStore store = new MachineStore(root, Clock.systemUTC());
        Environment environment = new Environment(store, new DriverCatalog(List.of(provider)), new SshConnector(),
                new dev.jmachine.api.MachineListener() {
                    @Override
                    public void stepStarted(dev.jmachine.api.MachineEvent.StepStarted event) {
                        throw new IllegalStateException("listener at fault");
                    }
                }, Clock.systemUTC(), Duration.ZERO, option -> "");
        assertThat(new StoreMachines(environment, 1).create(spec("dev")).state()).isEqualTo(MachineState.RUNNING);
    }
}
