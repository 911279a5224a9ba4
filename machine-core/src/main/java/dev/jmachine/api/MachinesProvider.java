package dev.jmachine.api;

/** Opens stores; what {@link MachinesBuilder#open()} finds by {@link java.util.ServiceLoader}. Not for embedders. */
public interface MachinesProvider {

    /** Open the store that the builder describes. */
    Machines open(MachinesBuilder settings);
}
