package dev.jmachine.swarm.mode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a probe has found.
 *
 * @param probe what was tried
 * @param peers between whom; the newcomer is the first
 * @param reports the lines that each of them has reported; none of one that could not be asked
 */
record PortFindings(PortProbe probe, List<Peer> peers, List<Optional<List<String>>> reports) {

    /** Return those crossings that did not come through on one of the newcomer's addresses. */
    List<Crossing> closed(int route) {
        return probe.crossings().stream().filter(this::known).filter(crossing -> !open(crossing, route)).toList();
    }

    /** Nothing is known of what a machine that could not be asked was to send, to take, or to listen to. */
    private boolean known(Crossing crossing) {
        boolean listensItself = crossing.protocol().equals("tcp") && crossing.to() != 0;
        return reports.get(crossing.reporter()).isPresent()
                && (listensItself || reports.get(crossing.other()).isPresent());
    }

    private boolean open(Crossing crossing, int route) {
        return line(crossing, route, crossing.success()).isPresent();
    }

    private Optional<String> line(Crossing crossing, int route, String word) {
        String start = word + " " + crossing.protocol() + " " + crossing.port() + " " + crossing.other() + " " + route;
        return reports.get(crossing.reporter()).orElse(List.of()).stream()
                .filter(line -> line.equals(start) || line.startsWith(start + " ")).findFirst();
    }

    /** Return what is closed on an address and how to open it, a sentence for each pair and direction. */
    String problem(int route) {
        Map<List<Integer>, List<Crossing>> byDirection = closed(route).stream().collect(Collectors.groupingBy(
                crossing -> List.of(crossing.from(), crossing.to()), LinkedHashMap::new, Collectors.toList()));
        List<String> sentences = new ArrayList<>();
        byDirection.values().forEach(closed -> sentences.add(sentence(closed, route)));
        return String.join(" ", sentences);
    }

    private String sentence(List<Crossing> closed, int route) {
        Crossing first = closed.get(0);
        Peer from = peers.get(first.from());
        Peer to = peers.get(first.to());
        String speaker = from.name() + " (" + address(first.from(), route) + ")";
        String rules = closed.stream().map(crossing -> crossing.rule() + why(crossing, route))
                .collect(Collectors.joining(", "));
        String open = "open " + closed.stream().map(Crossing::rule).collect(Collectors.joining(", "))
                + " on " + to.name() + " for " + speaker;
        long tried = probe.crossings().stream()
                .filter(one -> one.from() == first.from() && one.to() == first.to()).filter(this::known).count();
        if (closed.size() == tried && tried > 1) {
            return "Nothing from " + speaker + " reaches " + to.name() + " at " + address(first.to(), route)
                    + ": they have no network in common there, or a firewall stands between them; " + open + ".";
        }
        return rules + " from " + speaker + " does not reach " + to.name() + " at " + probe.address(first, route)
                + ": " + open + ".";
    }

    private String why(Crossing crossing, int route) {
        String start = "trouble " + crossing.protocol() + " " + crossing.port() + " " + crossing.other() + " " + route;
        return line(crossing, route, "trouble").map(line -> " (" + line.substring(start.length()).strip() + ")")
                .orElse("");
    }

    private String address(int peer, int route) {
        return peers.get(peer).routes().get(peer == 0 ? route : 0).advertise();
    }
}
