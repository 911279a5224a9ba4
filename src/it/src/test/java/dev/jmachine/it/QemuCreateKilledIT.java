package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.guest.QemuStore;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code create} is killed at random instants; {@code -Djmachine.it.seed=…} repeats the instants of another run.
 *
 * <p>Every second time the same command goes on, else the machine is removed. Where a machine is made is told by its
 * name, which holds the instant.
 */
class QemuCreateKilledIT {
    private static final int KILLS = 10;
    private static final int SIDE_BY_SIDE = 2;
    /** The time in which all is made, up to the guest's boot; as many instants lie here as in the time after. */
    private static final int MAKING_MILLIS = 4_000;
    private static final int BOOTING_MILLIS = 45_000;

    @TempDir
    static Path folder;

    private static QemuStore store;
    private static Jmachine jmachine;

    @BeforeAll
    static void buildTheImage() {
        store = QemuStore.in(folder.resolve("store"));
        jmachine = store.jmachine().within(Duration.ofMinutes(20));
        if (!jmachine.run("image", "ls", "-d", "qemu").orFail().contains("debian-13-engine")) {
            jmachine.run("image", "build", "-d", "qemu", "--with-engine").orFail();
        }
    }

    @AfterAll
    static void endWhatIsLeft() {
        store.processes().forEach(ProcessHandle::destroyForcibly);
        store.unlinkImages();
    }

    /** A kill: when, whether the processes below are hit too, and what is done afterwards. */
    private record Kill(int number, int millis, boolean tree, boolean goOn) {
        String machine() {
            return "k" + number + "-" + millis + "ms";
        }
    }

    @Test
    void theSameCommandAgainMakesAWorkingMachineOrRemovalLeavesNothing() throws Exception {
        long seed = Long.getLong("jmachine.it.seed", System.nanoTime() % 100_000);
        System.out.println("kill -9 of create: seed " + seed);
        List<Kill> kills = kills(new Random(seed));
        ExecutorService lanes = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<?>> running = new ArrayList<>();
            kills.forEach(kill -> running.add(lanes.submit(() -> survive(kill))));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed + ": " + e.getCause().getMessage(), e.getCause());
        } finally {
            lanes.shutdownNow();
        }
        assertThat(store.slots()).isEmpty();
        assertThat(store.processes()).isEmpty();
    }

    private static List<Kill> kills(Random random) {
        List<Kill> kills = new ArrayList<>();
        for (int number = 0; number < KILLS; number++) {
            boolean making = number / 2 % 2 == 0;
            int millis = making ? random.nextInt(MAKING_MILLIS) : MAKING_MILLIS + random.nextInt(BOOTING_MILLIS);
            kills.add(new Kill(number, millis, random.nextBoolean(), number % 2 == 0));
        }
        return kills;
    }

    private static void survive(Kill kill) {
        String name = kill.machine();
        String[] create = {"create", "-d", "qemu", "--qemu-cpus", "1", "--qemu-memory", "768", name};
        try (RunningProgram first = jmachine.start(create)) {
            if (!first.endsWithin(Duration.ofMillis(kill.millis()))) {
                if (kill.tree()) {
                    first.killTree();
                } else {
                    first.kill();
                }
            }
        }
        System.out.println(kill);
        if (kill.goOn()) {
            Outcome again = jmachine.run(create);
            assertThat(again.status() == 0 || again.errors().contains("already exists")).as(again.errors()).isTrue();
            assertThat(jmachine.run("status", name).orFail()).isEqualTo("Running");
            assertThat(store.processes(name)).hasSize(1);
            assertThat(jmachine.docker(name, "version", "-f", "{{.Server.Version}}").orFail()).isNotEmpty();
        }
        Outcome removed = jmachine.run("rm", "-y", name);
        assertThat(removed.status() == 0 || removed.errors().contains("does not exist")).as(removed.errors()).isTrue();
        assertThat(store.remains(name)).as("what is left of " + name).isEmpty();
    }
}
