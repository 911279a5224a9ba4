package dev.jmachine.cli.command;

import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;

/** Opens what commands work on. Nothing is loaded before a command asks for it. */
public interface Opener {

    /** Open the store. */
    Machines machines(MachinesBuilder settings);

    /** Open the swarms that machines of the store are in; what is done to them is told to the listener. */
    SwarmActions swarms(Machines machines, MachineListener listener);
}
