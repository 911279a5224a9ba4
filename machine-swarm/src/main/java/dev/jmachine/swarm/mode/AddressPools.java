package dev.jmachine.swarm.mode;

import java.util.List;

/**
 * Where a new swarm takes the subnets of its overlay networks from; that cannot be changed later.
 *
 * @param networks such as {@code 10.20.0.0/16}; none for the engine's own choice
 * @param subnetSize the length of a subnet's prefix, such as 24; has no meaning without networks
 */
public record AddressPools(List<String> networks, int subnetSize) {

    /** The engine's own choice. */
    public static final AddressPools DEFAULT = new AddressPools(List.of(), 24);

    /** Copy the networks. */
    public AddressPools {
        networks = List.copyOf(networks);
    }
}
