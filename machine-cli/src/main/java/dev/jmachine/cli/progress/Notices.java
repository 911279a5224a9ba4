package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.output.Console;

/** Prints notices on standard error, and nothing else: for commands whose standard output is their answer. */
public record Notices(Console console) implements MachineListener {

    @Override
    public void notice(MachineEvent.Notice event) {
        console.err().println("(" + event.machine() + ") " + event.message());
    }
}
