package dev.jmachine.swarm.cluster.file;

import java.util.Map;
import java.util.Optional;

/**
 * A mapping with fixed keys. Immutable.
 *
 * @param element the mapping as a value
 * @param entries its entries
 */
record Mapping(Element element, Map<String, Element> entries) {

    /** Return the value of a key, if it is there. */
    Optional<Element> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Return the value of a key; that it is not there is a problem. */
    Optional<Element> require(String key) {
        if (!entries.containsKey(key)) {
            element.lacks("has no " + key);
        }
        return get(key);
    }

    /** Return a flag's value, or another when it is not there. */
    boolean flag(String key, boolean otherwise) {
        return get(key).flatMap(Element::flag).orElse(otherwise);
    }
}
