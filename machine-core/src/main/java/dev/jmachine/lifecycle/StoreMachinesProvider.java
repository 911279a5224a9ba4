package dev.jmachine.lifecycle;

import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.api.MachinesProvider;

/** Opens the implementation of {@link Machines} that keeps them in a store on disk. Stateless. */
public final class StoreMachinesProvider implements MachinesProvider {

    @Override
    public Machines open(MachinesBuilder settings) {
        return StoreMachines.open(settings);
    }
}
