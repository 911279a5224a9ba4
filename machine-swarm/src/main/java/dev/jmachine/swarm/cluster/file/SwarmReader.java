package dev.jmachine.swarm.cluster.file;

import dev.jmachine.swarm.cluster.SwarmSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the settings of the swarm as a whole. */
final class SwarmReader {
    private static final int LONGEST_PREFIX = 29;
    private static final Duration SHORTEST_VALIDITY = Duration.ofHours(1);

    private SwarmReader() {
    }

    static SwarmSettings read(Mapping swarm) {
        SwarmSettings standard = SwarmSettings.DEFAULT;
        List<Element> pools = swarm.get("address-pools").map(Element::items).orElse(List.of());
        int subnetSize = swarm.get("subnet-size").flatMap(value -> value.number(1, LONGEST_PREFIX))
                .orElse((long) standard.subnetSize()).intValue();
        return new SwarmSettings(
                swarm.flag("autolock", standard.autolock()),
                pools.stream().flatMap(pool -> pool(pool, subnetSize).stream()).toList(),
                subnetSize,
                swarm.get("task-history").flatMap(value -> value.number(0, Integer.MAX_VALUE))
                        .orElse(standard.taskHistory()),
                swarm.get("certificate-validity").flatMap(SwarmReader::validity)
                        .orElse(standard.certificateValidity()));
    }

    private static Optional<String> pool(Element pool, int subnetSize) {
        return pool.text(Form.NETWORK).filter(text -> {
            boolean fits = Integer.parseInt(text.substring(text.indexOf('/') + 1)) <= subnetSize;
            if (!fits) {
                pool.problem("a subnet of size " + subnetSize + " does not fit into " + text);
            }
            return fits;
        });
    }

    private static Optional<Duration> validity(Element element) {
        return element.duration().filter(validity -> {
            boolean enough = validity.compareTo(SHORTEST_VALIDITY) >= 0;
            if (!enough) {
                element.problem("must be at least 1h");
            }
            return enough;
        });
    }
}
