package dev.jmachine.ssh;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work that may block where no interruption reaches, such as in a socket, on a thread of its own, so that the
 * caller's interruption and deadline take effect at once.
 */
final class BlockingCall {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String activity;
    private final Runnable abort;

    /**
     * Prepare a call.
     *
     * @param activity what is being done, for messages
     * @param abort ends what the work waits for; called from the caller's thread when it gives up
     */
    BlockingCall(String activity, Runnable abort) {
        this.activity = activity;
        this.abort = abort;
    }

    /**
     * Do the work and wait for its end.
     *
     * @param timeout how long it may take
     * @param work is interrupted when the caller gives up
     * @throws MachineException with {@link ErrorCode#TIMEOUT}, {@link ErrorCode#CANCELLED}, or what the work throws
     */
    <T> T run(Duration timeout, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread worker = new Thread(task, "jmachine-ssh-call");
        worker.setDaemon(true);
        worker.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            giveUp(worker);
            throw new MachineException(
                    ErrorCode.TIMEOUT, activity, "It was not done within " + timeout.toSeconds() + " s.");
        } catch (InterruptedException e) {
            giveUp(worker);
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "It was cancelled.", e);
        }
    }

    private void giveUp(Thread worker) {
        worker.interrupt();
        abort.run();
        try {
            worker.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private MachineException failure(Throwable cause) {
        if (cause instanceof MachineException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new MachineException(ErrorCode.SSH_FAILED, activity, Failures.describe(cause), cause);
    }
}
