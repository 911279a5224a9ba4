package dev.jmachine.cli.command;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.progress.Interrupts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Works on several things side by side, and lets Ctrl-C interrupt all of it. One that fails does not stop the others.
 */
public final class SideBySide {
    private final Session session;
    private final int limit;

    /** Create a runner for a session, as wide as its {@code --parallel} says. */
    public SideBySide(Session session) {
        this(session, session.globals().number(GlobalFlags.PARALLEL));
    }

    /** Create a runner for a session that works on at most so many things at a time. */
    public SideBySide(Session session, int limit) {
        this.session = session;
        this.limit = limit;
    }

    /**
     * Do something with each item, and wait until all is done.
     *
     * @return why each failed, in the order of the items; null in the place of those that succeeded
     * @throws InterruptedByUser if the user interrupted the work
     */
    public <T> List<RuntimeException> run(List<T> items, Consumer<T> work) {
        int width = Math.max(1, Math.min(items.size(), limit));
        ExecutorService pool = Executors.newFixedThreadPool(width, SideBySide::thread);
        try (Interrupts interrupts = Interrupts.install(session.console(), pool::shutdownNow)) {
            List<Future<Object>> running = new ArrayList<>();
            items.forEach(item -> running.add(pool.submit(callable(work, item))));
            List<RuntimeException> results = new ArrayList<>();
            running.forEach(future -> results.add(result(future, interrupts)));
            if (interrupts.happened()) {
                throw new InterruptedByUser(results, "Run the same command again.");
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Callable<Object> callable(Consumer<T> work, T item) {
        return () -> {
            work.accept(item);
            return null;
        };
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "work");
        thread.setDaemon(true);
        return thread;
    }

    private static RuntimeException result(Future<Object> future, Interrupts interrupts) {
        try {
            // What was waiting in the pool when the user interrupted never starts, so its future never ends.
            interrupts.await(future);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure
                    : new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            return new MachineException(ErrorCode.CANCELLED, "Waiting to begin", "The work was interrupted.");
        }
    }
}
