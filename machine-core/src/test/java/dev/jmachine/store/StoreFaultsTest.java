package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.store.FaultyFileSystem.Death;
import dev.jmachine.store.FaultyFileSystem.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets every single change of the file system fail once, by the death of the process and by a full disk. */
class StoreFaultsTest {
    private static final MachineSpec SPEC = MachineSpec.builder("a", "none").option("url", "tcp://192.0.2.7:1").build();

    @TempDir
    Path folder;

    private int rounds;

    private static MachineStore store(Path root) {
        return store(new FaultyFileSystem(root, Fault.NONE, 0), root);
    }

    private static MachineStore store(FaultyFileSystem system, Path root) {
        return new MachineStore(system.faulty(root), Clock.systemUTC());
    }

    private static void remove(MachineStore store) {
        try (MachineLock lock = store.lock("a", "rm", Duration.ofSeconds(1))) {
            store.delete(lock.machine());
        }
    }

    /** Does the work on a fresh store once for each change that it makes, with the fault at that change. */
    private void withFaultAtEveryChange(Fault fault, Consumer<Path> prepare, Consumer<MachineStore> work,
            Consumer<MachineStore> check) throws IOException {
        int change = 0;
        FaultyFileSystem system;
        do {
            change++;
            Path root = folder.resolve(fault + "-" + change);
            prepare.accept(root);
            system = new FaultyFileSystem(root, fault, change);
            MachineStore faulty = store(system, root);
            Throwable failure = catchThrowable(() -> work.accept(faulty));
            assertThat(failure).satisfiesAnyOf(
                    none -> assertThat(none).isNull(),
                    death -> assertThat(death).isInstanceOf(Death.class),
                    full -> assertThat(full).isInstanceOfSatisfying(MachineException.class, exception -> {
                        assertThat(exception.code()).isEqualTo(ErrorCode.STORE_IO);
                        assertThat(exception.problem()).contains("No space left on device");
                    }));
            check.accept(store(root));
        } while (system.changes() >= change);
        rounds = change;
    }

    private static void withOneMachine(Path root) {
        store(root).create(SPEC, Set.of());
    }

    private static void nothing(Path root) {
        assertThat(root).doesNotExist();
    }

    private static List<String> filesIn(Path root) {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever was reached, the machine can be made or is there whole, and can be removed without a trace. */
    private static void assertWholeOrGoneAndRemovable(MachineStore store) {
        if (store.names().isEmpty()) {
            store.create(SPEC, Set.of());
        }
        assertThat(store.names()).containsExactly("a");
        assertThat(store.open("a").spec()).isEqualTo(SPEC);
        assertThat(store.open("a").journal().unfinishedStep()).contains("create");
        assertRemovable(store);
    }

    private static void assertRemovable(MachineStore store) {
        remove(store);
        assertThat(store.names()).isEmpty();
        assertThat(filesIn(store.root())).containsExactly("locks/.store.lock");
    }

    @Test
    void deathWhileAMachineIsMadeLeavesAllOfItOrNothing() throws IOException {
        withFaultAtEveryChange(Fault.DEATH, StoreFaultsTest::nothing, store -> store.create(SPEC, Set.of()),
                StoreFaultsTest::assertWholeOrGoneAndRemovable);

        assertThat(rounds).isGreaterThan(10);
    }

    @Test
    void deathWhileAMachineIsRemovedLeavesAllOfItOrNothing() throws IOException {
        withFaultAtEveryChange(Fault.DEATH, StoreFaultsTest::withOneMachine, StoreFaultsTest::remove,
                StoreFaultsTest::assertWholeOrGoneAndRemovable);

        assertThat(rounds).isGreaterThan(5);
    }

    @Test
    void deathWhileTheDriverSavesLeavesAllValuesOrNone() throws IOException {
        Map<String, Object> old = Map.of("SSHPort", 0, "IPAddress", "", "SSHUser", "");
        Map<String, Object> saved = Map.of("SSHPort", 22, "IPAddress", "192.0.2.7", "SSHUser", "root");

        withFaultAtEveryChange(Fault.DEATH, StoreFaultsTest::withOneMachine,
                store -> store.open("a").saveDriverState(saved),
                store -> {
                    assertThat(store.open("a").driverState()).satisfiesAnyOf(
                            state -> assertThat(state).containsAllEntriesOf(old),
                            state -> assertThat(state).containsAllEntriesOf(saved));
                    assertRemovable(store);
                });
    }

    @Test
    void deathWhileTheJournalIsWrittenLeavesAStepFinishedOrNot() throws IOException {
        withFaultAtEveryChange(Fault.DEATH, StoreFaultsTest::withOneMachine,
                store -> {
                    Journal journal = store.open("a").journal();
                    journal.begin("create", List.of("one", "two"));
                    journal.stepStarted("one");
                    journal.stepFinished("one");
                    journal.stepStarted("two");
                    journal.stepFinished("two");
                    journal.finished();
                },
                store -> {
                    Journal journal = store.open("a").journal();
                    assertThat(journal.isDone("two") && !journal.isDone("one")).isFalse();
                    assertThat(journal.unfinishedStep().isEmpty() && !journal.isDone("two")).isFalse();
                    assertRemovable(store);
                });

        assertThat(rounds).isGreaterThan(20);
    }

    @Test
    void anAddressHalfRecordedIsMadeWholeTheNextTime() throws IOException {
        withFaultAtEveryChange(Fault.DEATH, StoreFaultsTest::withOneMachine,
                store -> {
                    store.open("a").recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "");
                    store.open("a").recordNetwork("192.0.2.8", "tcp://192.0.2.8:2376", "");
                },
                store -> {
                    store.open("a").recordNetwork("192.0.2.9", "tcp://192.0.2.9:2376", "");
                    assertThat(store.open("a").address()).contains("192.0.2.9");
                    assertThat(store.open("a").driverState()).containsEntry("IPAddress", "192.0.2.9");
                    assertRemovable(store);
                });
    }

    @Test
    void aFullDiskWhileAMachineIsMadeIsSaidAndLeavesNoHalf() throws IOException {
        withFaultAtEveryChange(Fault.FULL_DISK, StoreFaultsTest::nothing, store -> store.create(SPEC, Set.of()),
                store -> {
                    assertThat(filesIn(store.root())).noneMatch(file -> file.contains(".creating"));
                    assertWholeOrGoneAndRemovable(store);
                });
    }

    @Test
    void aFullDiskWhileTheDriverSavesLeavesTheOldValuesAndNoOtherFile() throws IOException {
        withFaultAtEveryChange(Fault.FULL_DISK, StoreFaultsTest::withOneMachine,
                store -> {
                    MachineRecord record = store.open("a");
                    try {
                        record.saveDriverState(Map.of("SSHPort", 22));
                    } catch (MachineException e) {
                        assertThat(record.driverState()).containsEntry("SSHPort", 0);
                        throw e;
                    }
                },
                store -> {
                    assertThat(filesIn(store.folder("a"))).containsExactly("config.json", "jmachine.json");
                    assertThat(store.open("a").driverState().get("SSHPort")).isIn(0, 22);
                });
    }

    @Test
    void readingChangesNothing() {
        withOneMachine(folder.resolve("store"));
        FaultyFileSystem system = new FaultyFileSystem(folder, Fault.NONE, 0);
        MachineStore store = store(system, folder.resolve("store"));

        assertThat(store.names()).containsExactly("a");
        assertThat(store.exists("a")).isTrue();
        MachineRecord record = store.open("a");
        assertThat(record.configText()).contains("\"DriverName\": \"none\"");
        assertThat(record.spec().driverOptions()).containsKey("url");
        assertThat(record.journal().unfinishedStep()).isPresent();
        assertThat(record.engineUrl()).isEmpty();
        assertThat(system.changes()).isZero();
    }
}
