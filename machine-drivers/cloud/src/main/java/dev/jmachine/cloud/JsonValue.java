package dev.jmachine.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A value of JSON seen through the types that are expected in it: what is missing or of another type reads as empty.
 *
 * @param value maps, lists, texts, numbers, truth values, or null
 */
public record JsonValue(Object value) {
    private static final JsonValue NOTHING = new JsonValue(null);

    /**
     * Read JSON; nothing at all reads as an empty value.
     *
     * @throws IOException if it is no JSON
     */
    public static JsonValue parse(String json) throws IOException {
        return json.isBlank() ? NOTHING : new JsonValue(JSON.std.anyFrom(json));
    }

    /** Write a value as JSON. */
    public static String write(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            // Nothing but memory is written to.
            throw new UncheckedIOException(e);
        }
    }

    /** Return what is behind a path of keys. */
    public JsonValue at(String... keys) {
        Object found = value;
        for (String key : keys) {
            found = found instanceof Map<?, ?> object ? object.get(key) : null;
        }
        return new JsonValue(found);
    }

    /** Return the elements of the list behind a path of keys, or none. */
    public List<JsonValue> each(String... keys) {
        return at(keys).value instanceof List<?> list ? list.stream().map(JsonValue::new).toList() : List.of();
    }

    /** Return the text behind a path of keys, or empty; numbers are read as texts too. */
    public String text(String... keys) {
        Object found = at(keys).value;
        return found instanceof String || found instanceof Number ? found.toString() : "";
    }

    /** Return the whole number behind a path of keys, or 0; some providers write large ones as texts. */
    public long number(String... keys) {
        String digits = text(keys);
        return digits.matches("-?\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Return the truth value behind a path of keys, or false. */
    public boolean flag(String... keys) {
        return Boolean.TRUE.equals(at(keys).value);
    }

    /** Return the texts in the list behind a path of keys, or none. */
    public List<String> texts(String... keys) {
        return each(keys).stream().map(JsonValue::text).toList();
    }

    /** Return whether there is nothing. */
    public boolean isEmpty() {
        return value == null || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
