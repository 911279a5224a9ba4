package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The hosts of a probe, reached over SSH. All are connected before the first of them begins, for each tries only so
 * long. For one thread.
 */
final class ProbeHosts implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(60);

    private final List<Peer> peers;
    private final List<RemoteShell> opened = new CopyOnWriteArrayList<>();
    private final Map<String, RemoteShell> shells = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    /**
     * Connect the hosts.
     *
     * @param peers whom; the first is the newcomer
     * @param newcomer a connection to it, which stays the caller's to close
     */
    ProbeHosts(List<Peer> peers, RemoteShell newcomer) {
        this.peers = List.copyOf(peers);
        shells.put(peers.get(0).name(), newcomer);
        List<Machine> others = peers.stream().skip(1).map(Peer::machine).toList();
        Inquiry.all(others, this::open, CONNECT_TIMEOUT).forEach(this::take);
    }

    /** One that is opened after the deadline is closed with the others. */
    private RemoteShell open(Machine machine) {
        RemoteShell shell = machine.shell();
        opened.add(shell);
        return shell;
    }

    private void take(Inquiry.Answer<RemoteShell> answer) {
        answer.value().ifPresent(shell -> shells.put(answer.machine().name(), shell));
        noteFailure(answer.machine(), answer.failure());
    }

    /** Have all do their parts; return the lines that each reports, in the peers' order, none of one that could not. */
    List<List<String>> run(PortProbe probe) {
        List<Machine> connected =
                peers.stream().filter(peer -> shells.containsKey(peer.name())).map(Peer::machine).toList();
        Map<String, List<String>> reports = new HashMap<>();
        Inquiry.all(connected, machine -> probe.run(number(machine), shells.get(machine.name())), PortProbe.LIMIT)
                .forEach(answer -> {
                    answer.value().ifPresent(lines -> reports.put(answer.machine().name(), lines));
                    noteFailure(answer.machine(), answer.failure());
                });
        List<List<String>> all = new ArrayList<>();
        peers.forEach(peer -> all.add(reports.getOrDefault(peer.name(), List.of())));
        return all;
    }

    private int number(Machine machine) {
        return peers.stream().map(Peer::name).toList().indexOf(machine.name());
    }

    private void noteFailure(Machine machine, MachineException failure) {
        if (failure != null) {
            failures.put(machine.name(), failure.problem());
        }
    }

    /** Return why a host could not do its part, as far as the way to it goes. */
    String failure(Peer peer) {
        return failures.getOrDefault(peer.name(), "It has not answered in time.");
    }

    @Override
    public void close() {
        opened.forEach(RemoteShell::close);
    }
}
