package dev.jmachine.provision;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The engine's configuration file as keys and values, in their order. Immutable.
 *
 * <p>Source: "Daemon configuration file" in Docker's reference of dockerd. A key may stand there or be given as a flag,
 * never both.
 */
final class DaemonJson {
    static final String LIVE_RESTORE = "live-restore";

    private static final JSON PRETTY =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private final Map<String, Object> values;

    DaemonJson(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Read the file's text; an empty one has no keys.
     *
     * @param file where it stands, for the error message
     */
    static DaemonJson parse(String text, String file) {
        if (text.isBlank()) {
            return new DaemonJson(Map.of());
        }
        try {
            return new DaemonJson(JSON.std.mapFrom(text));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.PROVISIONING_FAILED, "Reading the engine's configuration",
                    file + " on the host is no valid JSON: " + e.getMessage().lines().findFirst().orElse("")
                            + " Nothing was changed.", e);
        }
    }

    String render() {
        try {
            return PRETTY.asString(values) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> values() {
        return values;
    }

    boolean isTrue(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** Return a value that is a list as words; what is no list counts as none. */
    List<String> words(String key) {
        return values.get(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    DaemonJson with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new DaemonJson(changed);
    }

    DaemonJson without(String key) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.remove(key);
        return new DaemonJson(changed);
    }

    /** Return this with words added to a list, those that are not in it yet. */
    DaemonJson withAdded(String key, List<String> words) {
        List<Object> list = new ArrayList<>(values.get(key) instanceof List<?> present ? present : List.of());
        words.stream().filter(word -> !list.contains(word)).forEach(list::add);
        return with(key, list);
    }

    /** Return whether the engine would make no difference between the two: the order within a list is nothing to it. */
    boolean meansTheSameAs(DaemonJson other) {
        return unordered(values).equals(unordered(other.values));
    }

    private static Map<String, Object> unordered(Map<String, Object> values) {
        Map<String, Object> unordered = new LinkedHashMap<>(values);
        unordered.replaceAll((key, value) -> value instanceof List<?> list ? Set.copyOf(list) : value);
        return unordered;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DaemonJson that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
