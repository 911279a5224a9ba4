package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Machines of a cluster that are alike. Immutable.
 *
 * @param name the group's name in the file
 * @param role what its machines are in the swarm: worker or manager
 * @param machines its machines, with the defaults, the group's and their own options merged; of their part in the
 *     swarm only the addresses are set, and the role is none, for enrolment is the cluster's own work
 * @param labels labels of the nodes of all its machines
 * @param availability whether containers are put on its machines
 * @param machineLabels further labels of the nodes of single machines, by the machine's name
 */
public record MachineGroup(
        String name,
        SwarmSpec.Role role,
        List<MachineSpec> machines,
        Map<String, String> labels,
        SwarmSpec.Availability availability,
        Map<String, Map<String, String>> machineLabels) {

    /** Copy the collections and check that nothing is null. */
    public MachineGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(availability, "availability");
        machines = List.copyOf(machines);
        labels = ClusterFile.copy(labels);
        Map<String, Map<String, String>> copies = new LinkedHashMap<>();
        machineLabels.forEach((machine, own) -> copies.put(machine, ClusterFile.copy(own)));
        machineLabels = ClusterFile.copy(copies);
    }

    /** Return all labels that the node of a machine is to have: the group's, and the machine's own, which win. */
    public Map<String, String> labelsOf(String machine) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.putAll(machineLabels.getOrDefault(machine, Map.of()));
        return all;
    }
}
