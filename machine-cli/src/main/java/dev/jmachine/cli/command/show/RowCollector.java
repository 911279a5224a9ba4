package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks machines side by side, and gives up on those that have not answered in time: one deadline holds for all. */
final class RowCollector {
    /** Enough where all answer: each further thread costs more than it brings. */
    private static final int FEW_THREADS = 8;
    /** Enough that silent hosts do not use up the time of the others. */
    private static final int MANY_THREADS = 128;
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    private final RowReader reader;
    private final Duration timeout;

    RowCollector(RowReader reader, int timeoutSeconds) {
        this.reader = reader;
        this.timeout = Duration.ofSeconds(timeoutSeconds);
    }

    /** Return the rows, in the order of the machines. */
    List<MachineRow> collect(List<Machine> machines) {
        if (machines.isEmpty()) {
            return List.of();
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(FEW_THREADS, FEW_THREADS, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), RowCollector::thread);
        try {
            List<Future<MachineRow>> asked = new ArrayList<>();
            machines.forEach(machine -> asked.add(pool.submit(() -> reader.read(machine))));
            if (!areDone(asked, timeout.dividedBy(4).compareTo(HEAD_START) < 0 ? timeout.dividedBy(4) : HEAD_START)) {
                pool.setMaximumPoolSize(MANY_THREADS);
                pool.setCorePoolSize(MANY_THREADS);
            }
            List<MachineRow> rows = new ArrayList<>();
            for (int index = 0; index < machines.size(); index++) {
                rows.add(row(machines.get(index), asked.get(index), deadline));
            }
            return rows;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Wait a while for all, and return whether all are done. */
    private static boolean areDone(List<Future<MachineRow>> asked, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Future<MachineRow> future : asked) {
                future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException | ExecutionException e) {
            // What went wrong is told when the rows are gathered.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "row", 256 * 1024);
        thread.setDaemon(true);
        return thread;
    }

    private MachineRow row(Machine machine, Future<MachineRow> asked, long deadline) {
        try {
            return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late(machine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late(machine);
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking machine " + machine.name(), e.getCause());
        }
    }

    private MachineRow late(Machine machine) {
        try {
            return MachineRow.late(machine.name(), machine.driverName(), timeout);
        } catch (MachineException e) {
            return MachineRow.damaged(machine.name(), e);
        }
    }
}
