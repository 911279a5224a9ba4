package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import java.util.Map;

/** Puts events in docker-machine's words where it has them. */
final class Wording {
    private static final Map<String, String[]> OPERATIONS = Map.of(
            "start", new String[] {"Starting", "started"},
            "stop", new String[] {"Stopping", "stopped"},
            "kill", new String[] {"Killing", "killed"},
            "restart", new String[] {"Restarting", "restarted"});

    private Wording() {
    }

    /** Return what is said when an operation begins; empty for nothing. */
    static String begin(MachineEvent.OperationStarted event) {
        String[] words = OPERATIONS.get(event.operation());
        return words == null ? "" : words[0] + " \"" + event.machine() + "\"...";
    }

    /** Return what is said when an operation has succeeded; empty for nothing. */
    static String end(MachineEvent.OperationFinished event) {
        String[] words = OPERATIONS.get(event.operation());
        return words == null ? "" : "Machine \"" + event.machine() + "\" was " + words[1] + ".";
    }

    /** Return what is said when a step begins. */
    static String step(MachineEvent.Step step) {
        return step.title() + (step.title().endsWith(".") ? "" : "...");
    }
}
