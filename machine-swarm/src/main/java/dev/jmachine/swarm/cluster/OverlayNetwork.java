package dev.jmachine.swarm.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network of a swarm that stacks may share. Immutable.
 *
 * @param driver the network driver, mostly {@code overlay}
 * @param attachable whether containers outside services may be attached
 * @param encrypted whether traffic between the machines is encrypted
 * @param internal whether there is no way out of it
 * @param subnets its networks in CIDR form; empty for the engine's own choice
 * @param labels its labels
 * @param options further options of the network driver
 */
public record OverlayNetwork(
        String driver,
        boolean attachable,
        boolean encrypted,
        boolean internal,
        List<String> subnets,
        Map<String, String> labels,
        Map<String, String> options) {

    /** Copy the collections and check that nothing is null. */
    public OverlayNetwork {
        Objects.requireNonNull(driver, "driver");
        subnets = List.copyOf(subnets);
        labels = ClusterFile.copy(labels);
        options = ClusterFile.copy(options);
    }
}
