package dev.jmachine.swarm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * SHA-256 of contents with a salt of the cluster's own, so that short secrets cannot be guessed from it.
 *
 * @param salt the salt
 */
record SaltedDigest(String salt) {
    private static final int SALT_BYTES = 16;
    private static final int BUFFER = 65536;

    /** Return a new salt. */
    static String newSalt() {
        byte[] bytes = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Return the digest of parts; how the bytes are spread over the parts matters. */
    String of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                digest.update((":" + part.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Return the digest of a file's content; fails with {@code CLUSTER_FILE} if it cannot be read. */
    String ofFile(Path file, String activity) {
        try (InputStream input = Files.newInputStream(file)) {
            return ofStream(input);
        } catch (IOException e) {
            throw ContentReader.unreadable(file, activity, e);
        }
    }

    /** Return the digest of what a stream holds. */
    String ofStream(InputStream input) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[BUFFER];
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Return the digest of texts. */
    String ofTexts(String... texts) {
        byte[][] parts = new byte[texts.length][];
        for (int index = 0; index < texts.length; index++) {
            parts[index] = texts[index].getBytes(StandardCharsets.UTF_8);
        }
        return of(parts);
    }
}
