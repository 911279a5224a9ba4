package dev.jmachine.lifecycle;

import dev.jmachine.api.BatchException;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.operation.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same to several machines side by side, within a bound; one that fails does not stop the others.
 *
 * @param parallelism how many at a time
 */
record Batch(int parallelism) {

    /** Return the results in the order of the subjects, or throw what failed with what succeeded. */
    <T> List<Machine> run(String activity, List<T> subjects, Function<T, String> name, Function<T, Machine> action) {
        if (subjects.size() == 1) {
            return List.of(action.apply(subjects.get(0)));
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(parallelism, subjects.size())));
        try {
            Map<String, Future<Machine>> running = new LinkedHashMap<>();
            subjects.forEach(each -> running.put(name.apply(each), workers.submit(() -> action.apply(each))));
            return collect(activity, running);
        } finally {
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    private static List<Machine> collect(String activity, Map<String, Future<Machine>> running) {
        List<Machine> succeeded = new ArrayList<>();
        Map<String, MachineException> failures = new LinkedHashMap<>();
        running.forEach((name, future) -> {
            try {
                succeeded.add(future.get());
            } catch (ExecutionException e) {
                failures.put(name, failure(activity, e.getCause()).at(name, null, null));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MachineException(ErrorCode.CANCELLED, activity, "The work was cancelled.", e);
            }
        });
        if (!failures.isEmpty()) {
            throw new BatchException(activity, succeeded, failures);
        }
        return succeeded;
    }

    private static MachineException failure(String activity, Throwable cause) {
        if (cause instanceof RuntimeException known) {
            return Failures.of(activity, known);
        }
        return new MachineException(ErrorCode.INTERNAL, activity, String.valueOf(cause), cause);
    }

    /** Interrupted workers end at their next safe point; nothing goes on behind the caller's back. */
    private static void awaitEnd(ExecutorService workers) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!workers.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)) {
                System.getLogger(Batch.class.getName())
                        .log(System.Logger.Level.WARNING, "Some work has not ended 30 s after it was cancelled");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
