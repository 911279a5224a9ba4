package dev.jmachine.operation;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.store.Journal;
import java.util.List;
import java.util.Optional;

/**
 * Runs the steps of an operation on one machine, telling the listener, and writing the journal where there is one.
 *
 * @param name the operation's name, such as {@code create}
 * @param steps all its steps, in order
 * @param <S> what the steps work on
 */
public record Operation<S>(String name, List<Step<S>> steps) {

    /** Copy the steps. */
    public Operation {
        steps = List.copyOf(steps);
    }

    /**
     * Run all steps; the operation ends with an event in any case.
     *
     * @throws MachineException if a step fails; it bears the machine, the step and the driver
     */
    public void run(Events events, S subject, Optional<Journal> journal) {
        events.operationStarted(name, steps.stream().map(Step::event).toList());
        try {
            journal.ifPresent(written -> written.begin(name, steps.stream().map(Step::id).toList()));
            steps.forEach(step -> run(step, events, subject, journal));
            journal.ifPresent(Journal::finished);
            events.operationFinished(name);
        } catch (RuntimeException e) {
            MachineException failure = events.placed(Failures.of("Working on the machine", e));
            if (events.currentStep() != null) {
                events.stepFailed(failure);
            }
            events.operationFailed(name, failure);
            throw failure;
        }
    }

    private static <S> void run(Step<S> step, Events events, S subject, Optional<Journal> journal) {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, step.title(), "The work was cancelled.");
        }
        if (step.done(subject)) {
            events.stepSkipped(step.event());
            journal.ifPresent(written -> written.stepFinished(step.id()));
            return;
        }
        events.stepStarted(step.event());
        journal.ifPresent(written -> written.stepStarted(step.id()));
        step.run(subject);
        journal.ifPresent(written -> written.stepFinished(step.id()));
        events.stepFinished();
    }
}
