package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.SwarmSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine as a cluster file wants it.
 *
 * @param spec the machine itself
 * @param role what it is to be in the swarm
 * @param labels labels of its node
 * @param availability whether containers are put on it
 * @param addresses where other nodes reach it; nothing else of it matters
 */
record Member(MachineSpec spec, SwarmSpec.Role role, Map<String, String> labels,
        SwarmSpec.Availability availability, SwarmSpec addresses) {

    Member {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    String name() {
        return spec.name();
    }

    /** Return the wish for enrolling it, with a machine of the swarm to join, or none for the first manager. */
    SwarmSpec wish(String join, boolean autolock) {
        SwarmSpec wish = join.isEmpty() ? SwarmSpec.beginning() : SwarmSpec.joining(join, role);
        return wish.withAddresses(addresses.advertiseAddress(), addresses.dataPathAddress())
                .withAvailability(availability).withLabels(labels).withAutolock(autolock);
    }

    /** Return the machines of a file by name: managers first, otherwise in the file's order. */
    static Map<String, Member> of(ClusterFile file) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (SwarmSpec.Role role : new SwarmSpec.Role[] {SwarmSpec.Role.MANAGER, SwarmSpec.Role.WORKER}) {
            file.groups().stream().filter(group -> group.role() == role).forEach(group -> group.machines()
                    .forEach(spec -> members.put(spec.name(), of(group, spec))));
        }
        return members;
    }

    /** The machine itself is made without a word of the swarm: enrolling it is the cluster's work. */
    private static Member of(MachineGroup group, MachineSpec spec) {
        MachineSpec alone = new MachineSpec(spec.name(), spec.driver(), spec.driverOptions(), spec.engine(),
                spec.tlsNames(), SwarmSpec.NONE, spec.bastion());
        return new Member(alone, group.role(), group.labelsOf(spec.name()), group.availability(), spec.swarm());
    }
}
