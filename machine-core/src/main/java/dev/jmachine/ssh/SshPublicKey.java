package dev.jmachine.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key in SSH's wire form (RFC 4253, 6.6): its type and the Base64 of its blob, as OpenSSH's files show it.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the blob
 */
record SshPublicKey(String type, String base64) {

    static SshPublicKey of(PublicKey key) {
        return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    static SshPublicKey of(byte[] blob) {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        byte[] name = new byte[Math.min(buffer.getInt(), buffer.remaining())];
        buffer.get(name);
        return new SshPublicKey(
                new String(name, StandardCharsets.US_ASCII), Base64.getEncoder().encodeToString(blob));
    }

    /** Read a line as in a {@code .pub} file; empty when it is none. */
    static Optional<SshPublicKey> parse(String line) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < 2) {
            return Optional.empty();
        }
        SshPublicKey key = new SshPublicKey(fields[0], fields[1]);
        return key.isWellFormed() ? Optional.of(key) : Optional.empty();
    }

    private boolean isWellFormed() {
        try {
            byte[] blob = blob();
            return blob.length > 4 && of(blob).type.equals(type);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    byte[] blob() {
        return Base64.getDecoder().decode(base64);
    }

    /** Return the fingerprint as OpenSSH shows it: {@code SHA256:} and unpadded Base64. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    @Override
    public String toString() {
        return type + " " + base64;
    }
}
