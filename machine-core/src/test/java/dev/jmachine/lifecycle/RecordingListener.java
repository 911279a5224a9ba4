package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Remembers events, each as one letter of the order that {@link MachineListener} documents. */
final class RecordingListener implements MachineListener {
    private final List<String> letters = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> steps = new CopyOnWriteArrayList<>();

    /** Return the letters: O operation started, K skipped, S started, P progressed, N notice, F finished, X failed, E end, Z bad end. */
    String order() {
        return letters.stream().collect(Collectors.joining());
    }

    @Override
    public void operationStarted(MachineEvent.OperationStarted event) {
        letters.add("O");
    }

    @Override
    public void stepStarted(MachineEvent.StepStarted event) {
        letters.add("S");
        steps.add(event.step().id());
    }

    @Override
    public void stepProgressed(MachineEvent.StepProgressed event) {
        letters.add("P");
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        letters.add("N");
        notices.add(event.message());
    }

    @Override
    public void stepSkipped(MachineEvent.StepSkipped event) {
        letters.add("K");
    }

    @Override
    public void stepFinished(MachineEvent.StepFinished event) {
        letters.add("F");
    }

    @Override
    public void stepFailed(MachineEvent.StepFailed event) {
        letters.add("X");
    }

    @Override
    public void operationFinished(MachineEvent.OperationFinished event) {
        letters.add("E");
    }

    @Override
    public void operationFailed(MachineEvent.OperationFailed event) {
        letters.add("Z");
    }
}
