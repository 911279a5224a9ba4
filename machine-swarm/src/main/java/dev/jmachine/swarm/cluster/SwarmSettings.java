package dev.jmachine.swarm.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Settings of a swarm as a whole. Immutable.
 *
 * @param autolock whether managers ask for a key after a restart
 * @param addressPools networks in CIDR form that the subnets of overlay networks are taken from; empty for the engine's
 *     own choice; has a meaning only when the swarm is begun
 * @param subnetSize how many bits the prefix of such a subnet has; has a meaning only when the swarm is begun
 * @param taskHistory how many ended tasks are kept for each slot of a service
 * @param certificateValidity for how long the certificates of nodes are valid
 */
public record SwarmSettings(
        boolean autolock,
        List<String> addressPools,
        int subnetSize,
        long taskHistory,
        Duration certificateValidity) {

    /** What Docker Engine takes when it is told nothing. */
    public static final SwarmSettings DEFAULT = new SwarmSettings(false, List.of(), 24, 5, Duration.ofDays(90));

    /** Copy the list and check that nothing is null. */
    public SwarmSettings {
        addressPools = List.copyOf(addressPools);
        Objects.requireNonNull(certificateValidity, "certificateValidity");
    }
}
