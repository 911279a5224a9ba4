package dev.jmachine.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document for programs: {@code version} first, then keys that are added over time, never renamed. Not thread-safe.
 */
public final class JsonDocument {
    private static final int VERSION = 1;

    private final Map<String, Object> keys = new LinkedHashMap<>(Map.of("version", VERSION));

    /** Add a key. */
    public JsonDocument put(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    /** Return the document's text. */
    public String text() {
        return JsonText.pretty(keys);
    }
}
