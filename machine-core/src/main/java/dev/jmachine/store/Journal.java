package dev.jmachine.store;

import dev.jmachine.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which steps of a machine's operations were started and finished, each on disk before the call returns.
 *
 * <p>Of each operation the last run is kept. A creation that was cut short goes on where it was; any other operation
 * starts over, since the machine may have changed in between. Until {@link #begin} is called, the journal is that of
 * the creation. Not thread-safe; writing throws {@link dev.jmachine.api.MachineException}.
 */
public final class Journal {
    /** The operation that is continued, not started over. */
    public static final String CREATE = "create";

    static final String KEY = "Journal";
    private static final String STEPS = "Steps";
    private static final String STARTED = "StartedAt";
    private static final String FINISHED = "FinishedAt";

    private final JsonFile file;
    private final Clock clock;
    private String operation = CREATE;

    Journal(JsonFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Return the journal of a machine whose creation has just begun, its steps not known yet. */
    static Map<String, Object> ofNewMachine(Instant now) {
        return Map.of(CREATE, run(now, Map.of()));
    }

    private static Map<String, Object> run(Instant now, Map<String, Object> steps) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put(STARTED, now.toString());
        run.put(STEPS, steps);
        return run;
    }

    /**
     * Begin an operation, or go on with a creation that was cut short: then steps finished earlier stay so.
     *
     * @param name the operation's name
     * @param stepIds its steps in order
     */
    public void begin(String name, List<String> stepIds) {
        operation = name;
        JsonObject earlier = current();
        boolean goesOn = name.equals(CREATE) && !isFinished(earlier);
        Map<String, Object> steps = new LinkedHashMap<>();
        for (String id : stepIds) {
            steps.put(id, goesOn ? earlier.object(STEPS).object(id).values() : Map.of());
        }
        OwnRecord.update(file, content -> JsonFile.child(content, KEY).put(name, run(clock.instant(), steps)));
    }

    /** Note that a step is started. */
    public void stepStarted(String stepId) {
        OwnRecord.update(file, content -> {
            Map<String, Object> step = step(content, stepId);
            step.put(STARTED, clock.instant().toString());
            step.remove(FINISHED);
        });
    }

    /** Note that a step is finished. */
    public void stepFinished(String stepId) {
        OwnRecord.update(file, content -> step(content, stepId).put(FINISHED, clock.instant().toString()));
    }

    /** Note that the operation is finished. */
    public void finished() {
        OwnRecord.update(file, content -> run(content).put(FINISHED, clock.instant().toString()));
    }

    private Map<String, Object> step(Map<String, Object> content, String stepId) {
        return JsonFile.child(JsonFile.child(run(content), STEPS), stepId);
    }

    private Map<String, Object> run(Map<String, Object> content) {
        return JsonFile.child(JsonFile.child(content, KEY), operation);
    }

    /** Return whether a step of the operation is finished. */
    public boolean isDone(String stepId) {
        return isFinished(current().object(STEPS).object(stepId));
    }

    private JsonObject current() {
        return file.values().object(KEY).object(operation);
    }

    private static boolean isFinished(JsonObject runOrStep) {
        return !runOrStep.text(FINISHED).isEmpty();
    }

    /**
     * Return the step before or in which the machine's creation was cut short; {@link #CREATE} when that was outside of
     * any step. Empty for a finished machine, and for one that docker-machine made.
     */
    public Optional<String> unfinishedStep() {
        JsonObject journal = file.values().object(KEY);
        JsonObject creation = journal.object(CREATE);
        if (!journal.values().containsKey(CREATE) || isFinished(creation)) {
            return Optional.empty();
        }
        JsonObject steps = creation.object(STEPS);
        for (String id : steps.values().keySet()) {
            if (!isFinished(steps.object(id))) {
                return Optional.of(id);
            }
        }
        return Optional.of(CREATE);
    }
}
