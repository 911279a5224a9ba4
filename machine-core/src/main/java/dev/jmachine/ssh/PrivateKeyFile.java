package dev.jmachine.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.BaseFileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/**
 * A private key in PEM: OpenSSH's own form ({@code openssh-key-v1}), PKCS#1, SEC1 or PKCS#8.
 *
 * @param text the file's content
 * @param form the word before "PRIVATE KEY" in the first line, such as {@code OPENSSH} or {@code RSA}; may be empty
 * @param isEncrypted whether a passphrase protects it
 * @param publicKey its public key where the form tells it unprotected
 */
record PrivateKeyFile(String text, String form, boolean isEncrypted, Optional<SshPublicKey> publicKey) {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN ([A-Z ]*?) ?PRIVATE KEY-----(.*?)-----END \\1 ?PRIVATE KEY-----", Pattern.DOTALL);
    private static final int MAGIC_LENGTH = "openssh-key-v1\0".length();
    private static final int CHECK_LENGTH = 8;

    /** Look at a private key without reading its secret; fails when it is none. */
    static PrivateKeyFile parse(String text) throws IOException {
        Matcher matcher = PEM.matcher(text);
        if (!matcher.find()) {
            throw new IOException("This is no private key in PEM form, or it is cut off");
        }
        if (!matcher.group(1).equals("OPENSSH")) {
            return new PrivateKeyFile(text, matcher.group(1), text.contains("ENCRYPTED"), Optional.empty());
        }
        Buffer.PlainBuffer content = content(text);
        boolean isEncrypted = !content.readString(StandardCharsets.US_ASCII).equals("none");
        return new PrivateKeyFile(text, matcher.group(1), isEncrypted, Optional.of(publicKey(content)));
    }

    private static Buffer.PlainBuffer content(String text) throws IOException {
        Buffer.PlainBuffer content = new Buffer.PlainBuffer(decoded(text));
        content.readRawBytes(new byte[MAGIC_LENGTH]);
        return content;
    }

    private static byte[] decoded(String text) throws IOException {
        Matcher matcher = PEM.matcher(text);
        try {
            return Base64.getMimeDecoder().decode(matcher.find() ? matcher.group(2) : "");
        } catch (IllegalArgumentException e) {
            throw new IOException("The private key is damaged", e);
        }
    }

    /** Skip the key derivation's name and options and the number of keys. */
    private static SshPublicKey publicKey(Buffer.PlainBuffer content) throws IOException {
        content.readBytes();
        content.readBytes();
        content.readUInt32();
        return SshPublicKey.of(content.readBytes());
    }

    /** Read the key; fails when a passphrase protects it or it is damaged, and says so. */
    KeyProvider load() throws IOException {
        if (isEncrypted) {
            throw new IOException("The key is protected by a passphrase and no SSH agent holds it");
        }
        if (publicKey.map(SshPublicKey::type).orElse("").startsWith("ecdsa-")) {
            return new KeyPairWrapper(EcdsaKeys.fromOpenSsh(ecdsaSection()));
        }
        if (form.equals("EC")) {
            return new KeyPairWrapper(EcdsaKeys.fromSec1(decoded(text)));
        }
        return loaded(form.equals("OPENSSH") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile());
    }

    private Buffer.PlainBuffer ecdsaSection() throws IOException {
        Buffer.PlainBuffer content = content(text);
        content.readBytes();
        publicKey(content);
        Buffer.PlainBuffer section = new Buffer.PlainBuffer(content.readBytes());
        section.readRawBytes(new byte[CHECK_LENGTH]);
        section.readString();
        return section;
    }

    /** Read at once: the provider would otherwise read when it is too late to say what is wrong. */
    private KeyProvider loaded(BaseFileKeyProvider provider) throws IOException {
        try {
            provider.init(new StringReader(text));
            provider.getPrivate();
            return provider;
        } catch (SSHRuntimeException | IllegalArgumentException e) {
            throw new IOException("The private key is damaged", e);
        }
    }

    @Override
    public String toString() {
        return "private key, public part " + publicKey;
    }
}
