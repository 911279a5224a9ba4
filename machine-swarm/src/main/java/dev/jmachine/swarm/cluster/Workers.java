package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/** Does work side by side within a bound; work may bring further work. Closing cuts short what goes on. */
final class Workers implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final ExecutorService pool;
    private final Phaser running = new Phaser(1);

    Workers(int parallelism) {
        pool = Executors.newFixedThreadPool(Math.max(1, parallelism));
    }

    /** Have work done; it must not throw. */
    void submit(Runnable work) {
        running.register();
        pool.execute(() -> {
            try {
                work.run();
            } finally {
                running.arriveAndDeregister();
            }
        });
    }

    /**
     * Wait until all work is done, also that which other work brings.
     *
     * @throws MachineException with {@link ErrorCode#CANCELLED} if the thread is interrupted
     */
    void await() {
        try {
            running.awaitAdvanceInterruptibly(running.arrive());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Working on the cluster", "The work was cancelled.", e);
        }
    }

    /** End what still goes on; nothing does behind the caller's back. */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                System.getLogger(Workers.class.getName()).log(System.Logger.Level.WARNING,
                        "Some work has not ended " + END.toSeconds() + " s after it was cancelled");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
