package dev.jmachine.driver.softlayer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the simulator knows of SoftLayer's object masks and object filters: nested properties, equality and the
 * beginnings of texts.
 */
final class ObjectQuery {
    private final String mask;
    private int at;

    private ObjectQuery(String mask) {
        this.mask = mask;
        this.at = "mask[".length();
    }

    /** Return what a mask leaves of an object: only what it names, which is all of that. */
    static Map<String, Object> masked(Map<String, Object> object, String mask) {
        if (!mask.startsWith("mask[") || !mask.endsWith("]")) {
            throw new IllegalArgumentException(mask);
        }
        return pick(object, new ObjectQuery(mask).properties());
    }

    /** Read properties up to the bracket that ends them. */
    private Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        while (true) {
            int begin = at;
            while (Character.isLetter(mask.charAt(at))) {
                at++;
            }
            String name = mask.substring(begin, at);
            Map<String, Object> inner = Map.of();
            if (mask.charAt(at) == '[') {
                at++;
                inner = properties();
            }
            properties.put(name, inner);
            if (mask.charAt(at++) == ']') {
                return properties;
            }
        }
    }

    private static Map<String, Object> pick(Map<?, ?> object, Map<?, ?> properties) {
        Map<String, Object> picked = new LinkedHashMap<>();
        properties.forEach((name, inner) -> {
            if (object.containsKey(name)) {
                picked.put((String) name, pickValue(object.get(name), (Map<?, ?>) inner));
            }
        });
        return picked;
    }

    private static Object pickValue(Object value, Map<?, ?> properties) {
        if (properties.isEmpty()) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> pickValue(element, properties)).toList();
        }
        return value instanceof Map<?, ?> object ? pick(object, properties) : null;
    }

    /** Return whether a filter lets an object, or one of several, through. */
    static boolean matches(Object object, Map<?, ?> filter) {
        if (object instanceof List<?> list) {
            return list.stream().anyMatch(element -> matches(element, filter));
        }
        if (filter.get("operation") instanceof String operation) {
            return condition(operation).test(String.valueOf(object));
        }
        return object instanceof Map<?, ?> known && filter.entrySet().stream()
                .allMatch(property -> matches(known.get(property.getKey()), (Map<?, ?>) property.getValue()));
    }

    private static Predicate<String> condition(String operation) {
        return operation.startsWith("^= ")
                ? text -> text.startsWith(operation.substring("^= ".length())) : operation::equals;
    }
}
