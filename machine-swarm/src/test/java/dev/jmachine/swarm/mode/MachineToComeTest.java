package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineRecord;
import dev.jmachine.store.MachineStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MachineToComeTest {
    @TempDir
    Path folder;
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final ProgressSink sink = new ProgressSink() {
        @Override
        public void progress(String message) {
            waiting.countDown();
        }

        @Override
        public void notice(String message) {
            throw new AssertionError(message);
        }
    };
    private MachineStore store;
    private Machines machines;

    @BeforeEach
    void open() {
        store = new MachineStore(folder, Clock.systemUTC());
        machines = Machines.builder().storagePath(folder).open();
    }

    @AfterEach
    void close() {
        machines.close();
    }

    private MachineRecord begun(String name, SwarmSpec swarm) {
        MachineRecord record = store.create(MachineSpec.builder(name, "none").swarm(swarm).build(), Set.of());
        record.journal().begin("create", List.of("check", "swarm-enrol"));
        return record;
    }

    private MachineToCome coming(String name) {
        return new MachineToCome(machines, name);
    }

    @Test
    void onlyAMachineOnItsWayIntoASwarmIsExpected() {
        begun("a", SwarmSpec.beginning());
        begun("b", SwarmSpec.NONE);
        begun("c", SwarmSpec.beginning()).journal().finished();

        assertThat(coming("a").isExpected()).isTrue();
        assertThat(coming("b").isExpected()).isFalse();
        assertThat(coming("c").isExpected()).isFalse();
        assertThat(coming("d").isExpected()).isFalse();
    }

    @Test
    void oneThatNobodyWorksOnIsNotWaitedFor() {
        begun("a", SwarmSpec.beginning());

        coming("a").await(sink);

        assertThat(waiting.getCount()).isOne();
    }

    @Test
    void oneThatIsBeingMadeIsWaitedForUntilItIsFinished() throws Exception {
        MachineRecord first = begun("a", SwarmSpec.beginning());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (MachineLock lock = store.lock("a", "create", Duration.ZERO)) {
            Future<?> wait = thread.submit(() -> coming("a").await(sink));
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(wait.isDone()).isFalse();

            first.journal().finished();

            wait.get(30, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
    }
}
