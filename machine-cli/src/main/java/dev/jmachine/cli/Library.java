package dev.jmachine.cli;

import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.cli.command.Opener;
import dev.jmachine.cli.command.SwarmActions;

/** Opens the library itself. */
final class Library implements Opener {

    @Override
    public Machines machines(MachinesBuilder settings) {
        return settings.open();
    }

    @Override
    public SwarmActions swarms(Machines machines, MachineListener listener) {
        return new LibrarySwarms(machines, listener);
    }
}
