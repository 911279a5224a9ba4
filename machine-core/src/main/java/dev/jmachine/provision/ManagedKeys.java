package dev.jmachine.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What we have changed in the engine's configuration: for each key, our value and that of the file's owner. Either may
 * be missing: a key that we added has no value of theirs, one that we took out has none of ours. Immutable.
 */
final class ManagedKeys {
    private static final String OURS = "Ours";
    private static final String THEIRS = "Theirs";

    private final Map<String, Object> changes;

    private ManagedKeys(Map<String, Object> changes) {
        this.changes = changes;
    }

    /** Read what {@link #toJson()} has returned; what is no change of a key is passed over. */
    static ManagedKeys fromJson(Object json) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, change) -> changes.put((String) key, change instanceof Map<?, ?> ? change : Map.of()));
        }
        return new ManagedKeys(changes);
    }

    /** Return what leads from their configuration to ours. */
    static ManagedKeys between(DaemonJson theirs, DaemonJson ours) {
        Map<String, Object> changes = new LinkedHashMap<>(theirs.values());
        changes.putAll(ours.values());
        changes.replaceAll((key, value) -> change(theirs.values(), ours.values(), key));
        changes.values().removeIf(change -> ((Map<?, ?>) change).isEmpty());
        return new ManagedKeys(changes);
    }

    private static Map<String, Object> change(Map<String, Object> theirs, Map<String, Object> ours, String key) {
        Map<String, Object> change = new LinkedHashMap<>();
        if (ours.containsKey(key) != theirs.containsKey(key) || !Objects.equals(ours.get(key), theirs.get(key))) {
            putIfPresent(change, OURS, ours, key);
            putIfPresent(change, THEIRS, theirs, key);
        }
        return change;
    }

    private static void putIfPresent(Map<String, Object> change, String side, Map<String, Object> values, String key) {
        if (values.containsKey(key)) {
            change.put(side, values.get(key));
        }
    }

    Map<String, Object> toJson() {
        return changes;
    }

    /** Return a configuration without our changes. What its owner has changed since stays. */
    DaemonJson undo(DaemonJson current) {
        Map<String, Object> values = new LinkedHashMap<>(current.values());
        changes.forEach((key, change) -> undo(values, key, (Map<?, ?>) change));
        return new DaemonJson(values);
    }

    private static void undo(Map<String, Object> values, String key, Map<?, ?> change) {
        boolean untouched = values.containsKey(key) == change.containsKey(OURS)
                && Objects.equals(values.get(key), change.get(OURS));
        if (untouched) {
            restore(values, key, change);
        } else if (values.get(key) instanceof List<?> list && change.get(OURS) instanceof List<?> ours) {
            replace(values, key, change, withoutOurs(list, ours, change.get(THEIRS)));
        } else if (values.get(key) instanceof Map<?, ?> map && change.get(OURS) instanceof Map<?, ?> ours) {
            replace(values, key, change, withoutOurs(map, ours, change.get(THEIRS)));
        }
    }

    private static void restore(Map<String, Object> values, String key, Map<?, ?> change) {
        if (change.containsKey(THEIRS)) {
            values.put(key, change.get(THEIRS));
        } else {
            values.remove(key);
        }
    }

    private static void replace(Map<String, Object> values, String key, Map<?, ?> change, Object remaining) {
        boolean empty = remaining instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) remaining).isEmpty();
        if (empty && !change.containsKey(THEIRS)) {
            values.remove(key);
        } else {
            values.put(key, remaining);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedKeys that && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    private static List<Object> withoutOurs(List<?> current, List<?> ours, Object theirs) {
        List<Object> added = new ArrayList<>(ours);
        added.removeAll(theirs instanceof List<?> list ? list : List.of());
        List<Object> remaining = new ArrayList<>(current);
        remaining.removeAll(added);
        return remaining;
    }

    private static Map<Object, Object> withoutOurs(Map<?, ?> current, Map<?, ?> ours, Object theirs) {
        Map<Object, Object> remaining = new LinkedHashMap<>(current);
        Map<?, ?> before = theirs instanceof Map<?, ?> map ? map : Map.of();
        ours.forEach((key, value) -> {
            if (Objects.equals(remaining.get(key), value) && !Objects.equals(before.get(key), value)) {
                remaining.remove(key);
                if (before.containsKey(key)) {
                    remaining.put(key, before.get(key));
                }
            }
        });
        return remaining;
    }
}
