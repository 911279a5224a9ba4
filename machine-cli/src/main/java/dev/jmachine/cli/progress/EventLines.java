package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.output.Console;
import dev.jmachine.cli.output.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes each event as one line of JSON on standard output: {@code type}, {@code time} (RFC 3339), {@code machine}, and
 * what the event holds. Keys are added, never renamed.
 */
public final class EventLines implements MachineListener {
    private final Console console;

    /** Create a writer. */
    public EventLines(Console console) {
        this.console = console;
    }

    @Override
    public void operationStarted(MachineEvent.OperationStarted event) {
        List<Map<String, Object>> steps = event.steps().stream().map(EventLines::step).toList();
        Map<String, Object> more = new LinkedHashMap<>(Map.of("operation", event.operation()));
        more.put("steps", steps);
        write("operationStarted", event, more);
    }

    @Override
    public void stepStarted(MachineEvent.StepStarted event) {
        write("stepStarted", event, step(event.step()));
    }

    @Override
    public void stepProgressed(MachineEvent.StepProgressed event) {
        Map<String, Object> more = step(event.step());
        more.put("message", event.message());
        if (event.total() > 0) {
            more.put("done", event.done());
            more.put("total", event.total());
        }
        write("stepProgressed", event, more);
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        write("notice", event, Map.of("message", event.message()));
    }

    @Override
    public void stepSkipped(MachineEvent.StepSkipped event) {
        write("stepSkipped", event, step(event.step()));
    }

    @Override
    public void stepFinished(MachineEvent.StepFinished event) {
        write("stepFinished", event, step(event.step()));
    }

    @Override
    public void stepFailed(MachineEvent.StepFailed event) {
        Map<String, Object> more = step(event.step());
        more.putAll(failure(event.failure()));
        write("stepFailed", event, more);
    }

    @Override
    public void operationFinished(MachineEvent.OperationFinished event) {
        write("operationFinished", event, Map.of("operation", event.operation()));
    }

    @Override
    public void operationFailed(MachineEvent.OperationFailed event) {
        Map<String, Object> more = new LinkedHashMap<>(Map.of("operation", event.operation()));
        more.putAll(failure(event.failure()));
        write("operationFailed", event, more);
    }

    private static Map<String, Object> step(MachineEvent.Step step) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("step", step.id());
        keys.put("title", step.title());
        return keys;
    }

    private static Map<String, Object> failure(MachineException failure) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("code", failure.code().name());
        keys.put("activity", failure.activity());
        keys.put("problem", failure.problem());
        return keys;
    }

    private void write(String type, MachineEvent event, Map<String, ?> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        line.put("time", event.time().toString());
        line.put("machine", event.machine());
        line.putAll(more);
        console.say(JsonText.compact(line));
    }
}
