package dev.jmachine.swarm.cluster;

import dev.jmachine.swarm.mode.SwarmNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A swarm as its managers tell it.
 *
 * @param id its id
 * @param nodes its nodes
 * @param settings its settings
 * @param resources its networks, configs and secrets, by type and name
 * @param stacks names of the stacks of which it has services
 */
record ObservedSwarm(String id, List<SwarmNode> nodes, ObservedSettings settings,
        Map<ResourceType, Map<String, ObservedResource>> resources, Set<String> stacks) {

    /**
     * Settings that can be changed while the swarm is there.
     *
     * @param autolock whether managers ask for a key after a restart
     * @param taskHistory how many ended tasks are kept for each slot of a service
     * @param certificateSeconds for how many seconds the certificates of nodes are valid
     */
    record ObservedSettings(boolean autolock, long taskHistory, long certificateSeconds) {
    }

    /**
     * A network, config or secret.
     *
     * @param id its id
     * @param cluster the cluster that it was made for; empty when it was made by others
     * @param digest the digest of its content; empty when it was made by others
     */
    record ObservedResource(String id, String cluster, String digest) {
    }

    ObservedSwarm {
        nodes = List.copyOf(nodes);
        Map<ResourceType, Map<String, ObservedResource>> copy = new EnumMap<>(ResourceType.class);
        resources.forEach((type, each) -> copy.put(type, Map.copyOf(each)));
        resources = copy;
        stacks = Set.copyOf(stacks);
    }

    /** Return the node that a machine is. */
    Optional<SwarmNode> node(String machine) {
        return nodes.stream().filter(node -> node.machine().filter(machine::equals).isPresent()).findFirst();
    }

    /** Return a network, config or secret. */
    Optional<ObservedResource> resource(ResourceType type, String name) {
        return Optional.ofNullable(resources.getOrDefault(type, Map.of()).get(name));
    }
}
