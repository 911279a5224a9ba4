package dev.jmachine.store;

import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One JSON object on disk, and what was last read or written of it. Not thread-safe. */
final class JsonFile {
    private final Path file;
    private final Json json;
    private Map<String, Object> values;
    private byte[] text;

    /** Create the view of a file that reads as these values until the first update. */
    JsonFile(Path file, Json json, Map<String, Object> values) {
        this.file = file;
        this.json = json;
        this.values = values;
    }

    /** Create the view of a file that was read: what stands in it, and its text. */
    JsonFile(Path file, Json json, Map<String, Object> values, byte[] text) {
        this(file, json, values);
        this.text = text;
    }

    Path path() {
        return file;
    }

    JsonObject values() {
        return new JsonObject(values);
    }

    /** Return the text: that on disk, byte for byte, unless the values were changed only here. */
    String text() {
        return text == null ? json.write(values) : new String(text, StandardCharsets.UTF_8);
    }

    /** Change paths among the values, without writing. */
    void relocate(Relocation relocation) {
        if (relocation.isNeeded()) {
            values = relocation.moved(values);
            text = null;
        }
    }

    /** Change the values and write them; when that fails they stay as they were. */
    void update(Consumer<Map<String, Object>> change) {
        Map<String, Object> changed = copy(values);
        change.accept(changed);
        try {
            AtomicFile.write(file, json.write(changed));
        } catch (IOException e) {
            throw StoreErrors.io("Writing " + file, file, e);
        }
        values = changed;
        text = null;
    }

    /** Return an object inside of another, put there when it is missing. */
    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    static Map<String, Object> child(Map<String, Object> parent, String key) {
        if (!(parent.get(key) instanceof Map)) {
            parent.put(key, new LinkedHashMap<>());
        }
        return (Map<String, Object>) parent.get(key);
    }

    /** Return a copy that shares nothing changeable with the original. */
    static Map<String, Object> copy(Map<String, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<String, ?> entry : object.entrySet()) {
            copy.put(entry.getKey(), copyOf(entry.getValue()));
        }
        return copy;
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> object) {
            return copy((Map<String, Object>) object);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(copyOf(element));
            }
            return copy;
        }
        return value;
    }
}
