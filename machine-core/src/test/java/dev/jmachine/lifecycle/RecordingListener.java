package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Remembers events, each as one letter of the order that {@link MachineListener} documents. */
final class RecordingListener implements MachineListener {
    private static final Map<Class<?>, String> LETTERS = Map.of(
            MachineEvent.OperationStarted.class, "O",
            MachineEvent.StepSkipped.class, "K",
            MachineEvent.StepStarted.class, "S",
            MachineEvent.StepProgressed.class, "P",
            MachineEvent.Notice.class, "N",
            MachineEvent.StepFinished.class, "F",
            MachineEvent.StepFailed.class, "X",
            MachineEvent.OperationFinished.class, "E",
            MachineEvent.OperationFailed.class, "Z");

    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();

    /** Return the letters, in the order of the events. */
    String order() {
        return letters.stream().collect(Collectors.joining());
    }

    @Override
    public void event(MachineEvent event) {
        letters.add(LETTERS.get(event.getClass()));
    }

    @Override
    public void stepStarted(MachineEvent.StepStarted event) {
        event(event);
        steps.add(event.step().id());
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        event(event);
        notices.add(event.message());
    }
}
