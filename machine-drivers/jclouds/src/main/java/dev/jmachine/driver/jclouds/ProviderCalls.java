package dev.jmachine.driver.jclouds;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestDialect;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Makes calls of a jclouds API, which neither can be interrupted nor has a deadline for a whole call, on a thread that
 * can be left behind; and tells their failures in our terms. For one thread.
 */
public final class ProviderCalls implements AutoCloseable {
    /** Longer than any one read may take, which jclouds limits. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ProviderFailures failures;
    private final ExecutorService thread;
    private volatile Thread worker;

    /** Create calls of a provider that speaks of its failures as said. */
    public ProviderCalls(RestDialect dialect) {
        this.failures = new ProviderFailures(dialect);
        ClassLoader libraries = Thread.currentThread().getContextClassLoader();
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "provider-call");
            made.setDaemon(true);
            made.setContextClassLoader(libraries);
            worker = made;
            return made;
        });
    }

    /**
     * Make a call. Within another one it is a part of that.
     *
     * @param activity what is being done, for the failure's message
     * @throws MachineException if it fails, has no answer in time, or is interrupted
     */
    public <T> T get(String activity, Supplier<T> call) {
        if (Thread.currentThread() == worker) {
            return call.get();
        }
        Future<T> answer = thread.submit(call::get);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failures.told(activity, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw ProviderException.unanswered(ErrorCode.TIMEOUT, activity,
                    "There was no answer within " + PATIENCE.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "The wait for the answer was cancelled.", e);
        }
    }

    /** Make a call that has no result. */
    public void run(String activity, Runnable call) {
        get(activity, () -> {
            call.run();
            return null;
        });
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
