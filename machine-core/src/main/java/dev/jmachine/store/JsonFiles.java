package dev.jmachine.store;

import dev.jmachine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads JSON objects from files, and remembers what stood in each while it is the same file: it is written by being
 * replaced, by docker-machine too, never changed in place. Thread-safe.
 */
final class JsonFiles {
    private static final long MAX_SIZE = 16 << 20;
    private static final int MAX_REMEMBERED = 500;

    private final Json json;
    private final Map<Path, Content> remembered = Collections.synchronizedMap(new Recent());

    JsonFiles(Json json) {
        this.json = json;
    }

    /** Forgets what was not asked for in the longest time, such as the files of machines that are gone. */
    private static final class Recent extends LinkedHashMap<Path, Content> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Content> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }

    /** What stood in a file of these attributes. The values are never changed, only copied. */
    private record Content(Object key, long size, FileTime modified, byte[] text, Map<String, Object> values) {

        boolean isOf(BasicFileAttributes file) {
            return key != null && key.equals(file.fileKey()) && size == file.size()
                    && modified.equals(file.lastModifiedTime());
        }
    }

    /**
     * Read a file.
     *
     * @throws java.nio.file.NoSuchFileException if it is missing
     * @throws IOException if it cannot be read
     * @throws dev.jmachine.api.MachineException if what is in it is no JSON object
     */
    JsonFile read(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        // Opening anything but a file, such as a pipe, could block for ever.
        if (!attributes.isRegularFile()) {
            throw StoreErrors.damaged(file, "It is not a regular file.");
        }
        if (attributes.size() > MAX_SIZE) {
            throw StoreErrors.damaged(file, "It is too large, " + attributes.size() + " bytes.");
        }
        Content content = remembered.get(file);
        if (content == null || !content.isOf(attributes)) {
            content = read(file, attributes);
            remembered.put(file, content);
        }
        return new JsonFile(file, json, content.values(), content.text());
    }

    private BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            remembered.remove(file);
            throw e;
        }
    }

    private Content read(Path file, BasicFileAttributes attributes) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            return new Content(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime(), text,
                    json.read(text));
        } catch (IOException e) {
            throw StoreErrors.damaged(file, "It is damaged: " + e.getMessage() + ".");
        }
    }
}
