package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tries the ports between a machine that is to be a node and nodes, in both directions, before it joins: afterwards a
 * closed port shows only as a swarm that does not work. Takes seconds, and longest when something is closed. What
 * cannot be looked at is told and not held against the machine.
 */
final class PortCheck {
    private static final String FAILED = "failed ";

    private final ProgressSink sink;
    private final int dataPort;

    /**
     * Create a check.
     *
     * @param dataPort the UDP port of the containers' traffic
     */
    PortCheck(ProgressSink sink, int dataPort) {
        this.sink = sink;
        this.dataPort = dataPort;
    }

    /**
     * Return the first of a newcomer's addresses on which all ports are open between it and the others.
     *
     * @param shell a connection to the newcomer
     * @throws MachineException with {@link ErrorCode#SWARM_PORTS} that names what is closed on the best address
     */
    NodeAddress check(Peer newcomer, RemoteShell shell, List<Peer> others) {
        List<NodeAddress> routes = newcomer.routes().stream().filter(PortCheck::canBeTried).toList();
        if (others.isEmpty() || routes.isEmpty()) {
            tellUnchecked(newcomer.name(), routes.isEmpty() ? "Only IPv4 addresses are tried."
                    : "No machine of the swarm answers.");
            return newcomer.routes().get(0);
        }
        List<Peer> peers = new ArrayList<>();
        peers.add(new Peer(newcomer.name(), newcomer.machine(), newcomer.manager(), routes));
        peers.addAll(others);
        sink.progress("Checking the ports between " + newcomer.name() + " and "
                + String.join(", ", others.stream().map(Peer::name).toList()));
        PortFindings findings = findings(peers, shell);
        return routes.get(best(findings, routes.size()));
    }

    private static boolean canBeTried(NodeAddress route) {
        return HostAddresses.isAddress(route.advertise()) && HostAddresses.isAddress(route.dataPath());
    }

    /** Tell the user that a machine's ports were not looked at. */
    void tellUnchecked(String machine, String why) {
        sink.notice("The ports between " + machine + " and other nodes could not be checked: " + why);
    }

    private static int best(PortFindings findings, int routes) {
        int best = IntStream.range(0, routes).boxed()
                .min(Comparator.comparing(route -> findings.closed(route).size())).orElseThrow();
        if (!findings.closed(best).isEmpty()) {
            throw new MachineException(ErrorCode.SWARM_PORTS,
                    "Checking the ports between " + findings.peers().get(0).name() + " and the swarm",
                    findings.problem(best));
        }
        return best;
    }

    private PortFindings findings(List<Peer> peers, RemoteShell shell) {
        PortProbe probe = new PortProbe(peers, dataPort);
        try (ProbeHosts hosts = new ProbeHosts(peers, shell)) {
            List<List<String>> reports = hosts.run(probe);
            List<Optional<List<String>>> known = new ArrayList<>();
            for (int number = 0; number < peers.size(); number++) {
                known.add(known(peers.get(number), reports.get(number), hosts));
            }
            return new PortFindings(probe, peers, known);
        }
    }

    /** Return what a machine reports; nothing, and the user is told why, when it could not look. */
    private Optional<List<String>> known(Peer peer, List<String> lines, ProbeHosts hosts) {
        if (lines.contains("done")) {
            return Optional.of(lines);
        }
        tellUnchecked(peer.name(), lines.stream()
                .filter(line -> line.startsWith(FAILED)).map(line -> line.substring(FAILED.length()))
                .reduce((earlier, later) -> later).orElseGet(() -> hosts.failure(peer)));
        return Optional.empty();
    }
}
