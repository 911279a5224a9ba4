package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checksum of a file.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param value hexadecimal, in lower case
 */
record Checksum(String algorithm, String value) {
    private static final Pattern TEXT = Pattern.compile("(?i)(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");
    private static final int BUFFER = 1 << 16;

    /**
     * Read a checksum as the user gives it, such as {@code sha256:2c26…}.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}
     */
    static Checksum parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the image's checksum \"" + text + "\"",
                    "It is not sha256: and 64 hexadecimal digits, nor sha512: and 128.");
        }
        int first = matcher.group(1) != null ? 1 : 3;
        return new Checksum(matcher.group(first).toLowerCase(Locale.ROOT),
                matcher.group(first + 1).toLowerCase(Locale.ROOT));
    }

    /** Compute a file's checksum. */
    static Checksum of(Path file, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream content = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
                if (Thread.currentThread().isInterrupted()) {
                    throw ImageFailures.cancelled("Computing the checksum of " + file, null);
                }
            }
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    /** Return it as the user gives it. */
    @Override
    public String toString() {
        return algorithm + ":" + value;
    }
}
