package dev.jmachine.lifecycle;

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
 */
record Operation(String name, List<Step> steps) {

    /** What is done to a new machine. */
    static final Operation CREATE = new Operation("create", List.of(new CheckStep(), new CreateStep(),
            new SshStep(), new DetectStep(), new InstallEngineStep(), new CertificatesStep(),
            new SecureEngineStep(false), new VerifyEngineStep()));

    static final Operation START = new Operation("start", List.of(PowerStep.START, new SshStep(),
            new FollowAddressStep(), new VerifyEngineStep()));

    static final Operation RESTART = new Operation("restart", List.of(PowerStep.RESTART, new SshStep(),
            new FollowAddressStep(), new VerifyEngineStep()));

    static final Operation STOP = new Operation("stop", List.of(PowerStep.STOP));

    static final Operation KILL = new Operation("kill", List.of(PowerStep.KILL));

    static final Operation PROVISION = new Operation("provision", List.of(new SshStep(), new DetectStep(),
            new InstallEngineStep(), new SecureEngineStep(false), new VerifyEngineStep()));

    static final Operation REGENERATE_CERTIFICATES = new Operation("regenerate-certs", List.of(new SshStep(),
            new DetectStep(), new SecureEngineStep(true), new VerifyEngineStep()));

    /** Run all steps; the session's operation ends with an event in any case. */
    void run(Session session, Optional<Journal> journal) {
        Events events = session.events();
        events.operationStarted(name, steps.stream().map(Step::event).toList());
        try {
            journal.ifPresent(written -> written.begin(name, steps.stream().map(Step::id).toList()));
            steps.forEach(step -> run(step, session, journal));
            journal.ifPresent(Journal::finished);
            events.operationFinished(name);
        } catch (RuntimeException e) {
            MachineException failure = placed(session, e);
            if (events.currentStep() != null) {
                events.stepFailed(failure);
            }
            events.operationFailed(name, failure);
            throw failure;
        }
    }

    private static void run(Step step, Session session, Optional<Journal> journal) {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, step.title(), "The work was cancelled.");
        }
        if (step.done(session)) {
            session.events().stepSkipped(step.event());
            journal.ifPresent(written -> written.stepFinished(step.id()));
            return;
        }
        session.events().stepStarted(step.event());
        journal.ifPresent(written -> written.stepStarted(step.id()));
        step.run(session);
        journal.ifPresent(written -> written.stepFinished(step.id()));
        session.events().stepFinished();
    }

    private static MachineException placed(Session session, RuntimeException failure) {
        return Failures.of("Working on the machine", failure).at(
                session.record().name(), session.events().currentStep(), session.factory().name());
    }
}
