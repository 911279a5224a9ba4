package dev.jmachine.swarm.cluster;

import java.util.EnumMap;
import java.util.Map;

/**
 * Digests of what a cluster file wants on its swarm, taken before planning, so that planning reads nothing.
 *
 * @param resources of networks, configs and secrets, by type and name, in the file's order
 * @param stacks of what stacks are deployed from, by name, in the file's order
 * @param images of the archives of images, by image name, in the file's order
 */
record WantedContents(Map<ResourceType, Map<String, String>> resources, Map<String, String> stacks,
        Map<String, String> images) {

    WantedContents {
        Map<ResourceType, Map<String, String>> copy = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            copy.put(type, ClusterFile.copy(resources.getOrDefault(type, Map.of())));
        }
        resources = copy;
        stacks = ClusterFile.copy(stacks);
        images = ClusterFile.copy(images);
    }
}
