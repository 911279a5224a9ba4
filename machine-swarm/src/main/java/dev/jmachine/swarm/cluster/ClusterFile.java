package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a cluster file asks for, checked and with all defaults filled in. Immutable.
 *
 * <p>Maps keep the order of the file. Paths are absolute. No value of a config or secret is held, only where it is read
 * from.
 *
 * @param name the cluster's name, valid as a machine's name
 * @param source the file it was read from
 * @param swarm settings of the swarm as a whole
 * @param groups the groups of machines, at least one of them of managers
 * @param images images to be put on the machines
 * @param networks networks of the swarm, by name
 * @param configs configs of the swarm, by name
 * @param secrets secrets of the swarm, by name
 * @param stacks stacks to be deployed, by name
 * @param warnings what the user should know about the file though it can be applied, one sentence each
 */
public record ClusterFile(
        String name,
        Path source,
        SwarmSettings swarm,
        List<MachineGroup> groups,
        List<ImageArchive> images,
        Map<String, OverlayNetwork> networks,
        Map<String, ExternalValue> configs,
        Map<String, ExternalValue> secrets,
        Map<String, StackSource> stacks,
        List<String> warnings) {

    /** Copy the collections and check that nothing is null. */
    public ClusterFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(swarm, "swarm");
        groups = List.copyOf(groups);
        images = List.copyOf(images);
        networks = copy(networks);
        configs = copy(configs);
        secrets = copy(secrets);
        stacks = copy(stacks);
        warnings = List.copyOf(warnings);
    }

    /** Return the machines of all groups, in the order of the file. */
    public List<MachineSpec> machines() {
        return groups.stream().flatMap(group -> group.machines().stream()).toList();
    }

    /** Copy a map; unlike {@link Map#copyOf} its order is kept. */
    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
