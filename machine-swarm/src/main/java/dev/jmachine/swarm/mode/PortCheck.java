package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tries the ports between a machine that is to be a node and nodes, in both directions, before it joins: afterwards a
 * closed port shows only as a swarm that does not work. Takes seconds, and longest when something is closed. What cannot
 * be looked at is told and not held against the machine.
 */
final class PortCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

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
        Map<String, Integer> numbers = new LinkedHashMap<>();
        IntStream.range(0, peers.size()).forEach(number -> numbers.put(peers.get(number).name(), number));
        Map<String, Inquiry.Answer<List<String>>> answers = new LinkedHashMap<>();
        Inquiry.all(peers.stream().map(Peer::machine).toList(),
                        machine -> report(probe, machine, numbers.get(machine.name()), shell), TIMEOUT)
                .forEach(answer -> answers.put(answer.machine().name(), answer));
        return new PortFindings(probe, peers, peers.stream().map(peer -> report(peer, answers)).toList());
    }

    private static List<String> report(PortProbe probe, Machine machine, int number, RemoteShell newcomer) {
        if (number == 0) {
            return probe.run(number, newcomer);
        }
        try (RemoteShell shell = machine.shell()) {
            return probe.run(number, shell);
        }
    }

    /** Return what a machine reports; nothing, and the user is told why, when it could not look. */
    private Optional<List<String>> report(Peer peer, Map<String, Inquiry.Answer<List<String>>> answers) {
        Inquiry.Answer<List<String>> answer = answers.get(peer.name());
        Optional<List<String>> lines = Optional.ofNullable(answer).flatMap(Inquiry.Answer::value);
        if (lines.filter(all -> all.contains("done")).isPresent()) {
            return lines;
        }
        tellUnchecked(peer.name(), why(answer, lines));
        return Optional.empty();
    }

    private static String why(Inquiry.Answer<List<String>> answer, Optional<List<String>> lines) {
        if (answer == null) {
            return "It has not answered within " + TIMEOUT.toSeconds() + " s.";
        }
        return lines.map(all -> all.stream().filter(failed()).map(line -> line.substring("failed ".length()))
                        .reduce((earlier, later) -> later).orElse("The check was cut short there."))
                .orElseGet(() -> answer.failure().problem());
    }

    private static Predicate<String> failed() {
        return line -> line.startsWith("failed ");
    }
}
