package dev.jmachine.swarm.cluster.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mappings of which the nearer ones win over the farther ones, such as a group over the defaults. Immutable.
 *
 * @param mappings the nearest first
 */
record Layers(List<Mapping> mappings) {

    /** Copy the list. */
    Layers {
        mappings = List.copyOf(mappings);
    }

    /** Return the nearest value of a key. */
    Optional<Element> get(String key) {
        return mappings.stream().flatMap(mapping -> mapping.get(key).stream()).findFirst();
    }

    /** Return the entries under a key, whose keys are the user's, of all mappings together. */
    Map<String, Element> entries(String key) {
        Map<String, Element> all = new LinkedHashMap<>();
        for (int i = mappings.size() - 1; i >= 0; i--) {
            mappings.get(i).get(key).ifPresent(element -> all.putAll(element.entries()));
        }
        return all;
    }

    /** Return the mappings under a key. */
    Layers under(String key, Section section) {
        return new Layers(mappings.stream()
                .flatMap(mapping -> mapping.get(key).stream())
                .flatMap(element -> element.mapping(section).stream())
                .toList());
    }
}
