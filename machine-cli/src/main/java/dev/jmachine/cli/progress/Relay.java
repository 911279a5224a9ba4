package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;

/** Hands all events on to whom a command names; to nobody before that. Thread-safe. */
public final class Relay implements MachineListener {
    private volatile MachineListener target = MachineListener.NOOP;

    /** Hand events on to this listener from now on. */
    public void to(MachineListener listener) {
        target = listener;
    }

    @Override
    public void operationStarted(MachineEvent.OperationStarted event) {
        target.operationStarted(event);
    }

    @Override
    public void stepStarted(MachineEvent.StepStarted event) {
        target.stepStarted(event);
    }

    @Override
    public void stepProgressed(MachineEvent.StepProgressed event) {
        target.stepProgressed(event);
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        target.notice(event);
    }

    @Override
    public void stepSkipped(MachineEvent.StepSkipped event) {
        target.stepSkipped(event);
    }

    @Override
    public void stepFinished(MachineEvent.StepFinished event) {
        target.stepFinished(event);
    }

    @Override
    public void stepFailed(MachineEvent.StepFailed event) {
        target.stepFailed(event);
    }

    @Override
    public void operationFinished(MachineEvent.OperationFinished event) {
        target.operationFinished(event);
    }

    @Override
    public void operationFailed(MachineEvent.OperationFailed event) {
        target.operationFailed(event);
    }
}
