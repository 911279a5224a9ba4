package dev.jmachine.swarm.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster as it was found.
 *
 * @param machines those of its machines, and of those that its file wants, that are in the store
 * @param swarm its swarm, if it has one whose managers answer
 * @param swarmProblem why its swarm's managers do not answer; empty when they do, or when there is no swarm yet
 * @param images names of images, by the name of the machine that has them
 */
record Observation(Map<String, ObservedMachine> machines, Optional<ObservedSwarm> swarm, String swarmProblem,
        Map<String, Set<String>> images) {

    Observation {
        machines = Map.copyOf(machines);
        images = Map.copyOf(images);
    }

    Optional<ObservedMachine> machine(String name) {
        return Optional.ofNullable(machines.get(name));
    }
}
