package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A machine that is to talk with others as a node, with the addresses at which it may be reached.
 *
 * @param name the machine's name
 * @param machine the machine
 * @param manager whether it is, or becomes, a manager
 * @param routes the addresses to try, the best first; one for a machine that is a node already
 */
record Peer(String name, Machine machine, boolean manager, List<NodeAddress> routes) {
    /** Checking against some workers finds what is closed; against all, a swarm could not grow. */
    private static final int MOST_WORKERS = 3;

    Peer {
        routes = List.copyOf(routes);
    }

    /** Return a machine that is a node already. */
    static Peer of(Machine machine, SwarmNode node) {
        NodeAddress address = NodeAddress.of(node.address(), "the managers say so");
        String dataPath = machine.spec().swarm().dataPathAddress();
        return new Peer(machine.name(), machine, node.role() == SwarmSpec.Role.MANAGER,
                List.of(HostAddresses.isAddress(dataPath) ? address.withDataPath(dataPath) : address));
    }

    /** Return those nodes of a swarm that a newcomer is tried with: all managers and some workers that are up. */
    static List<Peer> of(List<SwarmNode> nodes, Function<String, Machine> machines) {
        List<SwarmNode> up = nodes.stream()
                .filter(node -> node.machine().isPresent() && node.healthy() && HostAddresses.isAddress(node.address()))
                .toList();
        return Stream.concat(up.stream().filter(node -> node.role() == SwarmSpec.Role.MANAGER),
                        up.stream().filter(node -> node.role() == SwarmSpec.Role.WORKER).limit(MOST_WORKERS))
                .map(node -> of(machines.apply(node.machine().orElseThrow()), node))
                .toList();
    }
}
