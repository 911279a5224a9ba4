package dev.jmachine.swarm.cluster;

import dev.jmachine.api.RemoveOptions;
import java.util.List;

/**
 * Takes a cluster away, by its record alone: all machines leave the swarm, which ends, and are removed, side by side.
 * Cut short, it is gone on with by doing it again.
 */
final class Destroyer {
    private final ClusterWork work;
    private final int parallelism;

    Destroyer(ClusterWork work, int parallelism) {
        this.work = work;
        this.parallelism = parallelism;
    }

    void run() {
        List<String> names = List.copyOf(work.keeper().record().machines().keySet());
        try (Workers workers = new Workers(parallelism)) {
            names.forEach(name -> workers.submit(() -> work.attempt(name, () -> leave(name))));
            workers.await();
        }
        work.requireGoingOn();
        try (Workers workers = new Workers(parallelism)) {
            names.stream().filter(name -> work.force() || !work.failed(name))
                    .forEach(name -> workers.submit(() -> work.attempt(name, () -> remove(name))));
            workers.await();
        }
        work.requireGoingOn();
    }

    private void leave(String name) {
        if (work.machines().exists(name)) {
            work.access().abandon(work.machines().get(name));
        }
    }

    private void remove(String name) {
        if (work.machines().exists(name)) {
            work.machines().get(name).remove(new RemoveOptions(work.force(), false));
        }
        work.keeper().update(record -> record.withMachine(name, null));
    }
}
