package dev.jmachine.lifecycle;

import dev.jmachine.api.Machines;
import dev.jmachine.api.MachinesBuilder;
import dev.jmachine.api.MachinesProvider;

/** Opens the store-backed implementation of {@link Machines}. Stateless. */
public final class StoreMachinesProvider implements MachinesProvider {

    @Override
    public Machines open(MachinesBuilder settings) {
        throw new UnsupportedOperationException();
    }
}
