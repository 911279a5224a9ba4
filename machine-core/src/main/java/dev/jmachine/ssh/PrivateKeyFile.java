package dev.jmachine.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.BaseFileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/** Reads unencrypted private keys: OpenSSH's own form, PKCS#1, SEC1 and PKCS#8 PEM. */
final class PrivateKeyFile {
    private static final String OPENSSH_START = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String OPENSSH_END = "-----END OPENSSH PRIVATE KEY-----";
    private static final int MAGIC_LENGTH = "openssh-key-v1\0".length();

    private PrivateKeyFile() {}

    /**
     * Read a private key.
     *
     * @param text the file's content
     * @throws IOException when it is no private key, or is protected by a passphrase; the message says so
     */
    static KeyProvider read(String text) throws IOException {
        boolean openSsh = text.contains(OPENSSH_START);
        if (!openSsh && !text.contains("PRIVATE KEY-----")) {
            throw new IOException("This is no private key in PEM form");
        }
        try {
            if (openSsh ? isEncryptedOpenSsh(text) : text.contains("ENCRYPTED")) {
                throw new IOException("The key is protected by a passphrase");
            }
            return loaded(openSsh ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile(), text);
        } catch (SSHRuntimeException | IllegalArgumentException e) {
            throw new IOException("The private key is damaged: " + Failures.describe(e), e);
        }
    }

    /** Read once now: the provider would otherwise read when it is too late to say what is wrong. */
    private static KeyProvider loaded(BaseFileKeyProvider provider, String text) throws IOException {
        provider.init(new StringReader(text));
        provider.getPrivate();
        return provider;
    }

    private static boolean isEncryptedOpenSsh(String text) throws IOException {
        int start = text.indexOf(OPENSSH_START) + OPENSSH_START.length();
        int end = text.indexOf(OPENSSH_END);
        if (end < start) {
            throw new IOException("The private key is cut off");
        }
        byte[] content = Base64.getMimeDecoder().decode(text.substring(start, end));
        Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(content);
        buffer.rpos(MAGIC_LENGTH);
        return !buffer.readString(StandardCharsets.US_ASCII).equals("none");
    }
}
