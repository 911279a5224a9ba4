package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MachineLockTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T06:00:00Z"), ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private MachineStore open() {
        return new MachineStore(root, CLOCK);
    }

    private void assertLocked(MachineStore store, String holder) {
        assertThatThrownBy(() -> store.lock("a", "stop", Duration.ofMillis(50)))
                .isInstanceOfSatisfying(MachineException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.MACHINE_LOCKED);
                    assertThat(failure.problem()).contains(holder);
                });
    }

    @Test
    void whoHasToWaitIsToldWhoHoldsTheLock() {
        MachineStore store = open();
        try (MachineLock lock = store.lock("a", "create", LONG)) {
            String holder = "process " + ProcessHandle.current().pid() + " (create, since 2026-11-24T06:00:00Z)";
            assertLocked(store, holder);
            assertLocked(open(), holder);
        }
        store.lock("a", "stop", Duration.ZERO).close();
    }

    @Test
    void aStoreReachedThroughASymbolicLinkHasTheSameLocks() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("link"), Files.createDirectory(root.resolve("store")));
        try (MachineLock lock = new MachineStore(root.resolve("store"), CLOCK).lock("a", "create", LONG)) {
            assertLocked(new MachineStore(link, CLOCK), "(create, since");
        }
    }

    @Test
    void locksOfOtherMachinesAreFree() {
        try (MachineLock lock = open().lock("a", "create", LONG);
                MachineLock other = open().lock("b", "create", LONG)) {
            assertThat(lock.machine()).isEqualTo("a");
            assertThat(other.machine()).isEqualTo("b");
        }
    }

    @Test
    void closingTwiceDoesNotFreeTheLockOfTheNextHolder() {
        MachineLock first = open().lock("a", "create", LONG);
        first.close();
        try (MachineLock second = open().lock("a", "start", LONG)) {
            first.close();
            assertLocked(open(), "(start, since");
        }
    }

    @Test
    void threadsEnterOneAfterTheOther() throws Exception {
        MachineStore shared = open();
        List<Integer> counter = new ArrayList<>(List.of(0));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                MachineStore store = i % 2 == 0 ? shared : open();
                work.add(threads.submit(() -> {
                    try (MachineLock lock = store.lock("a", "count", LONG)) {
                        int read = counter.get(0);
                        Thread.yield();
                        counter.set(0, read + 1);
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(counter).containsExactly(40);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        MachineStore store = open();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        try (MachineLock lock = store.lock("a", "create", LONG)) {
            Thread waiting = new Thread(() -> {
                started.countDown();
                try (MachineLock never = store.lock("a", "stop", LONG)) {
                    thrown.set(new AssertionError("locked twice by " + never.machine()));
                } catch (MachineException e) {
                    thrown.set(e);
                }
            });
            waiting.start();
            started.await();
            waiting.interrupt();
            waiting.join();
        }
        assertThat(thrown.get()).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        store.lock("a", "stop", Duration.ZERO).close();
    }

    @Test
    void anInterruptedThreadGetsNoLockAndLeavesNoneBehind() {
        MachineStore store = open();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.lock("a", "stop", LONG)).isInstanceOfSatisfying(MachineException.class,
                    failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        store.lock("a", "stop", Duration.ZERO).close();
    }

    @Test
    void readingDoesNotWaitForTheLock() {
        MachineStore store = open();
        store.create(MachineSpec.builder("a", "none").build(), Set.of());
        try (MachineLock lock = store.lock("a", "start", LONG)) {
            assertThat(open().open("a").driverName()).isEqualTo("none");
            assertThat(open().names()).containsExactly("a");
        }
    }

    @Test
    void lockFilesOfMachinesThatAreGoneAreGoneToo() {
        MachineStore store = open();
        store.create(MachineSpec.builder("a", "none").build(), Set.of());
        store.lock("a", "start", LONG).close();
        assertThat(root.resolve("locks/a.lock")).exists();

        store.lock("never-made", "create", LONG).close();
        assertThat(root.resolve("locks/never-made.lock")).doesNotExist();

        try (MachineLock making = store.lock("b", "create", LONG)) {
            try (MachineLock lock = store.lock("a", "remove", LONG)) {
                store.delete("a");
            }
            assertThat(root.resolve("locks/a.lock")).doesNotExist();
            assertThat(root.resolve("locks/b.lock")).exists();
            assertLocked("b", making);
        }
        assertThat(root.resolve("locks/b.lock")).doesNotExist();
    }

    private void assertLocked(String machine, MachineLock holder) {
        assertThat(holder.machine()).isEqualTo(machine);
        assertThatThrownBy(() -> open().lock(machine, "start", Duration.ZERO)).isInstanceOf(MachineException.class);
    }
}
