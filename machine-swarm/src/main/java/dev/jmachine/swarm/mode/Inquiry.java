package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.operation.Failures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One question put to several machines at the same time, whose answers are taken as they come. For one thread; whoever
 * has heard enough closes it, which cuts the others short.
 *
 * @param <T> what a machine answers
 */
final class Inquiry<T> implements AutoCloseable {
    private static final int LARGEST = 100;
    private static final Duration END = Duration.ofSeconds(10);

    private final ExecutorService workers;
    private final CompletionService<Answer<T>> answers;
    private int outstanding;

    /**
     * What came of asking one machine.
     *
     * @param machine whom
     * @param value what it said, if it did
     * @param failure why it did not; null when it did
     */
    record Answer<T>(Machine machine, Optional<T> value, MachineException failure) {
    }

    Inquiry(Collection<Machine> machines, Function<Machine, T> question) {
        workers = Executors.newFixedThreadPool(Math.max(1, Math.min(LARGEST, machines.size())));
        answers = new ExecutorCompletionService<>(workers);
        outstanding = machines.size();
        machines.forEach(machine -> answers.submit(() -> ask(machine, question)));
    }

    private static <T> Answer<T> ask(Machine machine, Function<Machine, T> question) {
        try {
            return new Answer<>(machine, Optional.of(question.apply(machine)), null);
        } catch (RuntimeException e) {
            return new Answer<>(machine, Optional.empty(), Failures.of("Asking " + machine.name(), e));
        }
    }

    /** Put a question to machines and return all that is answered by the deadline. */
    static <T> List<Answer<T>> all(Collection<Machine> machines, Function<Machine, T> question, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        try (Inquiry<T> inquiry = new Inquiry<>(machines, question)) {
            return Stream.generate(() -> inquiry.next(deadline))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::get)
                    .toList();
        }
    }

    /** Wait for the next answer; empty when all have been taken or the deadline has passed. */
    Optional<Answer<T>> next(Deadline deadline) {
        if (outstanding == 0) {
            return Optional.empty();
        }
        try {
            Future<Answer<T>> next = answers.poll(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                return Optional.empty();
            }
            outstanding--;
            return Optional.of(next.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Asking the machines", "The work was cancelled.", e);
        } catch (ExecutionException e) {
            throw new MachineException(
                    ErrorCode.INTERNAL, "Asking the machines", Failures.sentence(e.getCause()), e.getCause());
        }
    }

    /** End what is still being asked; nothing goes on behind the caller's back. */
    @Override
    public void close() {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!workers.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                System.getLogger(Inquiry.class.getName()).log(System.Logger.Level.WARNING,
                        "Some machines are still being asked " + END.toSeconds() + " s after that was given up");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
