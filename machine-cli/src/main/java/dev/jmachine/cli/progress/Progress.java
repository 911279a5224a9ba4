package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Console;

/**
 * How progress is shown in this run.
 *
 * @param listener who shows it
 * @param forPrograms whether events are written for programs, so that other texts must not stand between them
 */
public record Progress(MachineListener listener, boolean forPrograms) implements AutoCloseable {

    /**
     * Choose how to show progress.
     *
     * @param events the form of events asked for; empty to show progress to a person
     * @param several whether several machines are worked on
     * @throws UsageException if there is no such form
     */
    public static Progress choose(Console console, String events, boolean several) {
        if (events.equals("jsonl")) {
            return new Progress(new EventLines(console), true);
        }
        if (!events.isEmpty()) {
            throw new UsageException("invalid value \"" + events + "\" for flag -events: only jsonl is known");
        }
        return new Progress(console.liveErrors() ? new LiveProgress(console, several)
                : new PlainProgress(console, several), false);
    }

    @Override
    public void close() {
        if (listener instanceof LiveProgress live) {
            live.close();
        }
    }
}
