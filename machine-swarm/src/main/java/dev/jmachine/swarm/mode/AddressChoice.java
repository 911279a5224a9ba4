package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the addresses at which a machine is a node: those asked for, else the network that the machines of its driver
 * share, else the address at which this computer reaches it when that is the host's own, else the one that the host
 * uses toward the others, else the one at which this computer reaches it. Of several that may be, the one is taken that the
 * other nodes really reach.
 */
final class AddressChoice {
    private final ProgressSink sink;

    /** Create a choice that is told to a sink. */
    AddressChoice(ProgressSink sink) {
        this.sink = sink;
    }

    /**
     * Return where the first manager of a swarm is reached.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_PORTS} if it has no address that another could reach
     */
    NodeAddress first(Machine machine, SwarmSpec wish) {
        return withShell(machine, (shell, why) -> {
            NodeAddress chosen = routes(machine, wish, addresses(shell, List.of())).get(0);
            sink.notice(chosen.sentence());
            return chosen;
        });
    }

    /**
     * Return where a further node is reached, after trying the ports between it and the others.
     *
     * @param dataPort the UDP port of the containers' traffic
     * @throws MachineException with {@link ErrorCode#SWARM_PORTS} that names what is closed, and where
     */
    NodeAddress joining(Machine machine, SwarmSpec wish, List<Peer> others, int dataPort) {
        return withShell(machine, (shell, why) -> {
            List<String> targets = others.stream().map(peer -> peer.routes().get(0).advertise()).toList();
            List<NodeAddress> routes = routes(machine, wish, addresses(shell, targets));
            Peer newcomer = new Peer(machine.name(), machine, wish.role() == SwarmSpec.Role.MANAGER, routes);
            PortCheck check = new PortCheck(sink, dataPort);
            if (shell.isEmpty()) {
                check.tellUnchecked(machine.name(), why);
            }
            NodeAddress chosen = shell.isEmpty() ? routes.get(0) : check.check(newcomer, shell.get(), others);
            sink.notice(chosen.sentence());
            return chosen;
        });
    }

    private interface Work {
        /** Do it with a shell, or be told why there is none. */
        NodeAddress with(Optional<RemoteShell> shell, String why);
    }

    /** A host that cannot be looked at from inside may be a node nevertheless. */
    private static NodeAddress withShell(Machine machine, Work work) {
        if (machine.ssh().isEmpty()) {
            return work.with(Optional.empty(), "It has no SSH.");
        }
        RemoteShell shell;
        try {
            shell = machine.shell();
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return work.with(Optional.empty(), e.problem());
        }
        try (shell) {
            return work.with(Optional.of(shell), "");
        }
    }

    private static HostAddresses addresses(Optional<RemoteShell> shell, List<String> others) {
        return shell.map(open -> HostAddresses.of(open, others)).orElse(HostAddresses.UNKNOWN);
    }

    private static List<NodeAddress> routes(Machine machine, SwarmSpec wish, HostAddresses own) {
        List<NodeAddress> routes = wish.advertiseAddress().isEmpty()
                ? routes(machine.peerAddress(), reached(machine), own)
                : List.of(NodeAddress.of(own.resolved(wish.advertiseAddress()), "it was asked for"));
        if (routes.isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_PORTS, "Choosing the swarm address of " + machine.name(),
                    "Only this computer reaches it at the address it has, and no other is known.");
        }
        String dataPath = own.resolved(wish.dataPathAddress());
        return routes.stream().map(route -> route.withDataPath(dataPath)).toList();
    }

    /**
     * Return the addresses that may do, the best first.
     *
     * @param shared in the network that the machines of its driver share
     * @param reached at which this computer reaches it, if others may too
     * @param own what the host has
     */
    static List<NodeAddress> routes(Optional<String> shared, Optional<String> reached, HostAddresses own) {
        List<NodeAddress> routes = new ArrayList<>();
        shared.ifPresent(address -> add(routes, address, "the network that machines of its driver share"));
        reached.filter(own::has).ifPresent(
                address -> add(routes, address, "the address at which this computer reaches it"));
        own.sources().forEach(address -> add(routes, address, "the address that it uses toward others"));
        reached.ifPresent(address -> add(routes, address, "the address at which this computer reaches it"));
        return routes;
    }

    /** Return the address at which this computer reaches a machine, unless only this computer can. */
    private static Optional<String> reached(Machine machine) {
        try {
            InetAddress address = InetAddress.getByName(machine.ip());
            return Optional.of(address).filter(one -> !one.isLoopbackAddress()).map(InetAddress::getHostAddress);
        } catch (UnknownHostException e) {
            return Optional.empty(); // It was reached a moment ago by another way, which is no address.
        }
    }

    private static void add(List<NodeAddress> routes, String address, String reason) {
        if (routes.stream().noneMatch(route -> route.advertise().equals(address))) {
            routes.add(NodeAddress.of(address, reason));
        }
    }
}
