package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long each step of each machine takes, and hands all events on. To see all that a cluster's work consists
 * of, give it both to the machines and to the clusters. Thread-safe.
 */
public final class StepTimes implements MachineListener {
    private final MachineListener next;
    private final Map<String, Instant> begun = new HashMap<>();
    private final List<StepTime> times = new ArrayList<>();

    /**
     * How long a step took.
     *
     * @param machine the machine's name; the cluster's for what concerns all of it
     * @param step the step's id
     * @param title what the user reads
     * @param took how long it took
     */
    public record StepTime(String machine, String step, String title, Duration took) {
    }

    /** Create a measurer that hands events on to a listener. */
    public StepTimes(MachineListener next) {
        this.next = next;
    }

    /** Return the steps so far, in the order in which they ended. */
    public synchronized List<StepTime> times() {
        return List.copyOf(times);
    }

    @Override
    public void event(MachineEvent event) {
        measure(event);
        event.deliverTo(next);
    }

    private synchronized void measure(MachineEvent event) {
        if (event instanceof MachineEvent.StepStarted started) {
            begun.put(started.machine(), started.time());
        } else if (event instanceof MachineEvent.StepFinished finished) {
            end(finished, finished.step());
        } else if (event instanceof MachineEvent.StepFailed failed) {
            end(failed, failed.step());
        }
    }

    private void end(MachineEvent event, MachineEvent.Step step) {
        Instant from = begun.remove(event.machine());
        if (from != null) {
            times.add(new StepTime(event.machine(), step.id(), step.title(), Duration.between(from, event.time())));
        }
    }
}
