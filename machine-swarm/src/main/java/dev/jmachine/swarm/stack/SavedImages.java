package dev.jmachine.swarm.stack;

import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What an archive of {@code docker save} holds, told by its {@code manifest.json} (image specification 1.2) and, where
 * it has one, its {@code index.json} (OCI image layout 1.0).
 *
 * @param images the images
 * @param manifests digests of manifests, by which engines with an image store of containerd's know images
 */
record SavedImages(List<Saved> images, List<String> manifests) {
    private static final int BLOCK = 512;
    private static final int LARGEST_LISTING = 16 * 1024 * 1024;
    private static final String MANIFEST = "manifest.json";
    private static final String INDEX = "index.json";

    /**
     * One image.
     *
     * @param id the digest of its configuration, with its algorithm: what most engines know it by
     * @param names its names with their tags
     */
    record Saved(String id, List<String> names) {
    }

    /**
     * Read an archive, packed by gzip or not.
     *
     * @throws IOException if it is none; the message tells what it is lacking
     */
    static SavedImages read(Path archive) throws IOException {
        Map<String, byte[]> listings = new HashMap<>();
        try (InputStream stream = unpacked(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (Optional<Header> header = Header.read(stream); header.isPresent(); header = Header.read(stream)) {
                String name = header.get().name();
                long size = header.get().size();
                if ((name.equals(MANIFEST) || name.equals(INDEX)) && size <= LARGEST_LISTING) {
                    listings.put(name, stream.readNBytes((int) size));
                    stream.skipNBytes(-size & BLOCK - 1);
                } else {
                    stream.skipNBytes(size + (-size & BLOCK - 1));
                }
            }
        }
        if (!listings.containsKey(MANIFEST)) {
            throw new IOException("it holds no manifest.json, so it is not what \"docker save\" writes");
        }
        return new SavedImages(images(listings.get(MANIFEST)), manifests(listings.get(INDEX)));
    }

    private static InputStream unpacked(BufferedInputStream stream) throws IOException {
        stream.mark(2);
        boolean packed = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(stream), 1 << 16) : stream;
    }

    private static List<Saved> images(byte[] manifest) throws IOException {
        List<Saved> images = new ArrayList<>();
        for (JsonObject image : JsonObject.objects(new Json().readArray(manifest))) {
            String digest = image.text("Config").replaceFirst("^.*/", "").replaceFirst("\\.json$", "");
            images.add(new Saved("sha256:" + digest, image.list("RepoTags")));
        }
        return images;
    }

    private static List<String> manifests(byte[] index) throws IOException {
        return index == null ? List.of() : new JsonObject(new Json().read(index)).objects("manifests").stream()
                .map(manifest -> manifest.text("digest")).filter(digest -> !digest.isEmpty()).toList();
    }

    /** Return all names in the archive. */
    List<String> names() {
        return images.stream().flatMap(image -> image.names().stream()).toList();
    }

    /** The head of an entry of a tar archive: POSIX.1-1988 (ustar), sizes in GNU's binary form too. */
    private record Header(String name, long size) {

        static Optional<Header> read(InputStream stream) throws IOException {
            byte[] head = stream.readNBytes(BLOCK);
            if (head.length == 0 || head.length == BLOCK && head[0] == 0) {
                return Optional.empty();
            }
            if (head.length < BLOCK) {
                throw new EOFException("it is cut short");
            }
            if (!new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                throw new IOException("it is no tar archive");
            }
            // Whoever packs a folder by the name "." has it before all names.
            return Optional.of(new Header(text(head, 0, 100).replaceFirst("^(\\./)+", ""), size(head)));
        }

        private static String text(byte[] head, int start, int length) {
            int end = start;
            while (end < start + length && head[end] != 0) {
                end++;
            }
            return new String(head, start, end - start, StandardCharsets.UTF_8);
        }

        private static long size(byte[] head) throws IOException {
            if ((head[124] & 0x80) != 0) {
                long size = 0;
                for (int i = 128; i < 136; i++) {
                    size = size << 8 | head[i] & 0xff;
                }
                return size;
            }
            try {
                return Long.parseLong(text(head, 124, 12).strip(), 8);
            } catch (NumberFormatException e) {
                throw new IOException("it is no tar archive", e);
            }
        }
    }
}
