package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.output.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Prints one line for each step on standard output, as docker-machine does, and now and then what a long step is doing.
 * Lines bear the machine's name where several are worked on.
 */
public final class PlainProgress implements MachineListener {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Console console;
    private final boolean several;
    private final Map<String, Instant> lastLines = new HashMap<>();
    /** What is said when an operation ends says all that its one step does. */
    private final Set<String> quietSteps = Set.of("start", "stop", "kill", "restart", "remove");

    /**
     * Create a printer.
     *
     * @param console where to
     * @param several whether several machines are worked on
     */
    public PlainProgress(Console console, boolean several) {
        this.console = console;
        this.several = several;
    }

    @Override
    public void operationStarted(MachineEvent.OperationStarted event) {
        String text = Wording.begin(event);
        if (!text.isEmpty()) {
            console.say(text);
        }
    }

    @Override
    public synchronized void stepStarted(MachineEvent.StepStarted event) {
        lastLines.put(event.machine(), event.time());
        if (!quietSteps.contains(event.step().id())) {
            say(event, Wording.step(event.step()));
        }
    }

    @Override
    public synchronized void stepProgressed(MachineEvent.StepProgressed event) {
        Instant last = lastLines.getOrDefault(event.machine(), Instant.EPOCH);
        if (Duration.between(last, event.time()).compareTo(PAUSE) >= 0) {
            lastLines.put(event.machine(), event.time());
            say(event, event.message() + percent(event));
        }
    }

    static String percent(MachineEvent.StepProgressed event) {
        return event.total() <= 0 ? "" : " " + Math.min(100, event.done() * 100 / event.total()) + "%";
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        say(event, event.message());
    }

    @Override
    public void operationFinished(MachineEvent.OperationFinished event) {
        String text = Wording.end(event);
        if (!text.isEmpty()) {
            console.say(text);
        }
    }

    private void say(MachineEvent event, String text) {
        console.say(several ? "(" + event.machine() + ") " + text : text);
    }
}
