package dev.jmachine.swarm.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Files on their way to a host, as a tar archive: POSIX.1-1988 (ustar), with GNU's entries for long names, since every
 * tar reads these. Contents are read only when the archive is. Not thread-safe.
 */
final class HostFiles {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST = 1L << 33;
    private static final String PRIVATE = "0000600";
    private static final char FILE = '0';
    private static final char FOLDER = '5';

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One file or folder: its kind in a tar archive, its permissions, its size, and where its content comes from. */
    private record Entry(char type, String mode, long size, Supplier<InputStream> content) {
    }

    /** Add a text that only root may read. */
    void add(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        entries.put(name, new Entry(FILE, PRIVATE, content.length, () -> new ByteArrayInputStream(content)));
    }

    /**
     * Add a file, as it is when the archive is read, that only root may read.
     *
     * @throws IOException if it cannot be read
     */
    void add(String name, Path file) throws IOException {
        add(name, file, PRIVATE);
    }

    /**
     * Add a file with its own permissions, which the users of containers need; its folders may be entered by all.
     *
     * @throws IOException if it cannot be read
     */
    void addShared(String name, Path file) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            entries.putIfAbsent(name.substring(0, slash) + "/",
                    new Entry(FOLDER, "0000755", 0, InputStream::nullInputStream));
        }
        int mode = 0;
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            mode |= 0400 >> permission.ordinal();
        }
        add(name, file, String.format("%07o", mode));
    }

    private void add(String name, Path file, String mode) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("may not be read");
        }
        entries.put(name, new Entry(FILE, mode, Files.size(file), () -> open(file)));
    }

    /** Return the names of all files. */
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Return how many bytes the files have. */
    long size() {
        return entries.values().stream().mapToLong(Entry::size).sum();
    }

    /** Return the archive, whose parts are opened one after the other. */
    InputStream archive() {
        List<Supplier<InputStream>> parts = new ArrayList<>();
        entries.forEach((name, entry) -> {
            parts.add(() -> new ByteArrayInputStream(heads(name, entry)));
            parts.add(() -> new ExactStream(entry.content().get(), entry.size(), name));
            parts.add(() -> new ByteArrayInputStream(padding(entry.size())));
        });
        parts.add(() -> new ByteArrayInputStream(new byte[2 * BLOCK]));
        return new SequenceInputStream(opened(parts.iterator()));
    }

    /** Return names, permissions and contents as one stream, which bears no time: equal bytes for equal files. */
    InputStream content() {
        List<Supplier<InputStream>> parts = new ArrayList<>();
        entries.forEach((name, entry) -> {
            String head = name + "\0" + entry.mode() + "\0" + entry.size() + "\0";
            parts.add(() -> new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)));
            parts.add(entry.content());
        });
        return new SequenceInputStream(opened(parts.iterator()));
    }

    private static Enumeration<InputStream> opened(Iterator<Supplier<InputStream>> parts) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next().get();
            }
        };
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            return failing(e);
        }
    }

    /** Return a stream that fails where it is read: there the failure is told. */
    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private static byte[] heads(String name, Entry entry) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length <= LONGEST_NAME) {
            return head(path, entry.mode(), entry.size(), entry.type());
        }
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] padding = padding(text.length);
        return ByteBuffer.allocate(2 * BLOCK + text.length + padding.length)
                .put(head("././@LongLink".getBytes(StandardCharsets.US_ASCII), "0000644", text.length, 'L'))
                .put(text).put(padding)
                .put(head(Arrays.copyOf(path, LONGEST_NAME), entry.mode(), entry.size(), entry.type())).array();
    }

    private static byte[] head(byte[] name, String mode, long size, char type) {
        if (size >= LARGEST) {
            throw new IllegalArgumentException("too large a file for a tar archive");
        }
        ByteBuffer head = ByteBuffer.allocate(BLOCK);
        head.put(0, name);
        put(head, 100, mode + "\0" + "0000000\0" + "0000000\0" + String.format("%011o", size) + "\0");
        put(head, 136, String.format("%011o", System.currentTimeMillis() / 1000) + "\0");
        // While the checksum is made its own field counts as blanks.
        put(head, 148, "        " + type);
        put(head, 257, "ustar\00000");
        int sum = 0;
        for (byte value : head.array()) {
            sum += value & 0xff;
        }
        put(head, 148, String.format("%06o", sum) + "\0 ");
        return head.array();
    }

    private static void put(ByteBuffer head, int position, String text) {
        head.put(position, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] padding(long size) {
        return new byte[(int) (-size & BLOCK - 1)];
    }
}
