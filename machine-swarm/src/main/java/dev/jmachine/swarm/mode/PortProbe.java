package dev.jmachine.swarm.mode;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.ssh.RootShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What machines try with one another at the same time: a newcomer, number 0, with each of the others, on every address
 * of the newcomer's. Each runs one script, which ends by itself. Immutable.
 *
 * <p>Source of the ports: "Open protocols and ports between the hosts" in Docker's Swarm mode tutorial. 2377 is the
 * managers' API, 7946 the nodes' gossip, 4789 or another the VXLAN traffic of containers.
 */
final class PortProbe {
    private static final int NEWCOMER = 0;
    private static final int MANAGERS_PORT = 2377;
    private static final int GOSSIP_PORT = 7946;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final String SCRIPT = read();

    /** How long a machine's part may take at most, its start and its report on a slow host with it. */
    static final Duration LIMIT = LENGTH.plusSeconds(30);

    private final List<Peer> peers;
    private final int dataPort;
    private final String nonce = UUID.randomUUID().toString().replace("-", "");

    /** Create a probe; the newcomer is the first of the machines. */
    PortProbe(List<Peer> peers, int dataPort) {
        this.peers = List.copyOf(peers);
        this.dataPort = dataPort;
    }

    /**
     * Run a machine's part and return the lines that it reports, the last of them {@code done}; what keeps it from that
     * follows the word {@code failed}.
     */
    List<String> run(int self, RemoteShell shell) {
        CommandResult result = shell.run(RootShell.SCRIPT, script(self), LIMIT);
        List<String> lines = new ArrayList<>(result.output().lines().toList());
        result.errors().lines().filter(line -> !line.isBlank()).map("failed "::concat).forEach(lines::add);
        return lines;
    }

    private String script(int self) {
        return "command -v perl > /dev/null || { echo 'failed Perl is not installed there.'; exit 0; }\n"
                + "exec perl - <<'END OF PROBE'\n" + SCRIPT + plan(self) + "END OF PROBE\n";
    }

    /** Return what a machine is to do, as the script reads it. */
    String plan(int self) {
        List<String> lines = new ArrayList<>();
        lines.add("self " + nonce + " " + self + " " + LENGTH.toSeconds());
        if (self == NEWCOMER) {
            ports(NEWCOMER, "tcp").forEach(port -> lines.add("listen " + port));
        }
        for (Crossing crossing : crossings()) {
            if (crossing.from() == self || crossing.to() == self) {
                addLines(lines, self, crossing);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private void addLines(List<String> lines, int self, Crossing crossing) {
        int other = crossing.from() == self ? crossing.to() : crossing.from();
        for (int route = 0; route < peers.get(NEWCOMER).routes().size(); route++) {
            String key = " " + other + " " + route;
            if (crossing.from() == self) {
                String verb = crossing.protocol().equals("tcp") ? "connect " : "send ";
                lines.add(verb + crossing.port() + " " + address(crossing, route) + key);
            } else if (crossing.protocol().equals("udp")) {
                lines.add("expect " + crossing.port() + key);
            }
        }
    }

    /** Return the address at which a port is tried: a newcomer has several, the others have one each. */
    String address(Crossing crossing, int route) {
        NodeAddress address = peers.get(crossing.to()).routes().get(crossing.to() == NEWCOMER ? route : 0);
        return crossing.port() == dataPort ? address.dataPath() : address.advertise();
    }

    /** Return all that must come through. */
    List<Crossing> crossings() {
        List<Crossing> crossings = new ArrayList<>();
        for (int other = 1; other < peers.size(); other++) {
            addCrossings(crossings, NEWCOMER, other);
            addCrossings(crossings, other, NEWCOMER);
        }
        return crossings;
    }

    private void addCrossings(List<Crossing> crossings, int from, int to) {
        ports(to, "tcp").forEach(port -> crossings.add(new Crossing(from, to, "tcp", port)));
        ports(to, "udp").forEach(port -> crossings.add(new Crossing(from, to, "udp", port)));
    }

    private List<Integer> ports(int listener, String protocol) {
        if (protocol.equals("udp")) {
            return List.of(GOSSIP_PORT, dataPort);
        }
        return peers.get(listener).manager() ? List.of(MANAGERS_PORT, GOSSIP_PORT) : List.of(GOSSIP_PORT);
    }

    private static String read() {
        try (InputStream input = Objects.requireNonNull(PortProbe.class.getResourceAsStream("probe-ports.pl"))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
