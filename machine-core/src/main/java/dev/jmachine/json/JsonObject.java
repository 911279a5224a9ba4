package dev.jmachine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON object seen through the types that are expected in it: what is missing or of another type reads as empty.
 *
 * @param values the object as {@link Json} reads it; a view of it, not a copy
 */
public record JsonObject(Map<String, Object> values) {

    /** Return a text, or empty. */
    public String text(String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    /** Return a whole number, or the given one. */
    public long number(String key, long otherwise) {
        Object value = values.get(key);
        return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : otherwise;
    }

    /** Return a truth value, or false. */
    public boolean flag(String key) {
        return values.get(key) instanceof Boolean flag && flag;
    }

    /** Return the texts in a list, or none. */
    public List<String> list(String key) {
        return values.get(key) instanceof List<?> list ? texts(list) : List.of();
    }

    private static List<String> texts(List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof String text) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** Return the objects in a list, or none. */
    public List<JsonObject> objects(String key) {
        return values.get(key) instanceof List<?> list ? objects(list) : List.of();
    }

    /** Return the objects in a list as {@link Json} reads it. */
    public static List<JsonObject> objects(List<?> list) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof Map<?, ?> object) {
                objects.add(of(object));
            }
        }
        return objects;
    }

    /** Return an object, or an empty one. */
    public JsonObject object(String key) {
        return values.get(key) instanceof Map<?, ?> object ? of(object) : new JsonObject(Map.of());
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    private static JsonObject of(Map<?, ?> object) {
        return new JsonObject((Map<String, Object>) object);
    }
}
