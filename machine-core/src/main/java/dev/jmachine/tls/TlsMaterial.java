package dev.jmachine.tls;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The three files that one side of a mutual TLS connection needs. Immutable; the files are read at each call.
 *
 * @param authority the certificates that the other side's must be signed by
 * @param certificate this side's certificate, followed by those between it and its authority, if any
 * @param key this side's private key
 */
public record TlsMaterial(Path authority, Path certificate, Path key) {

    /** Return a client's files in a folder of docker-machine's form: {@code ca.pem cert.pem key.pem}. */
    public static TlsMaterial in(Path folder) {
        return new TlsMaterial(folder.resolve("ca.pem"), folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    /** Return those of the files that do not exist. */
    public List<Path> missing() {
        return Stream.of(authority, certificate, key).filter(file -> !Files.exists(file)).toList();
    }

    /**
     * Return a context that shows this certificate and trusts these authorities only.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} or {@link ErrorCode#STORE_IO} if a file cannot be
     *     used, or {@link ErrorCode#TLS} if the authority has expired
     */
    public SSLContext context() {
        X509Certificate[] chain = Certificates.read(certificate).toArray(X509Certificate[]::new);
        KeyManager identity = new Identity(chain, PrivateKeys.read(key));
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[] {new PeerVerifier(anchors())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no TLS.", e);
        }
    }

    /** Return when this side's certificate ends. */
    public Instant certificateEnd() {
        return Certificates.read(certificate).get(0).getNotAfter().toInstant();
    }

    private List<X509Certificate> anchors() {
        List<X509Certificate> all = Certificates.read(authority);
        // The JDK takes expired anchors for good; docker does not, and we must not say that it works when it does not.
        Instant now = Instant.now();
        List<X509Certificate> valid = all.stream()
                .filter(anchor -> now.isBefore(anchor.getNotAfter().toInstant()))
                .toList();
        if (valid.isEmpty()) {
            throw new MachineException(ErrorCode.TLS, "Reading " + authority,
                    "The certificate authority expired on " + PeerVerifier.day(all.get(0).getNotAfter()) + ".");
        }
        return valid;
    }
}
