package dev.jmachine.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key pair as OpenSSH writes it into two files. Immutable.
 *
 * @param privateKey the unencrypted private key, PEM of the form {@code openssh-key-v1} (PROTOCOL.key of OpenSSH)
 * @param publicKey the public key as one line, without line end
 */
public record OpenSshKeyPair(String privateKey, String publicKey) {
    private static final String ED25519 = "ssh-ed25519";
    private static final int KEY_LENGTH = 32;
    private static final int BLOCK_SIZE = 8;

    /**
     * Make a new Ed25519 key pair.
     *
     * @param comment the comment of the public key; may be empty
     */
    public static OpenSshKeyPair generateEd25519(String comment) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
            byte[] blob = publicBlob(point);
            String line = ED25519 + " " + Base64.getEncoder().encodeToString(blob) + " " + comment;
            return new OpenSshKeyPair(pem(container(blob, privateSection(seed, point, comment))), line.strip());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot make Ed25519 keys", e);
        }
    }

    private static byte[] publicBlob(byte[] point) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        put(out, ED25519);
        put(out, point);
        return bytes.toByteArray();
    }

    private static byte[] privateSection(byte[] seed, byte[] point, String comment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int check = new SecureRandom().nextInt();
        out.writeInt(check);
        out.writeInt(check);
        put(out, ED25519);
        put(out, point);
        out.writeInt(seed.length + point.length);
        out.write(seed);
        out.write(point);
        put(out, comment);
        for (int padding = 1; out.size() % BLOCK_SIZE != 0; padding++) {
            out.writeByte(padding);
        }
        return bytes.toByteArray();
    }

    private static byte[] container(byte[] publicBlob, byte[] privateSection) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        put(out, "none");
        put(out, "none");
        put(out, "");
        out.writeInt(1);
        put(out, publicBlob);
        put(out, privateSection);
        return bytes.toByteArray();
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        put(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String pem(byte[] content) {
        String body = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    @Override
    public String toString() {
        return publicKey;
    }
}
