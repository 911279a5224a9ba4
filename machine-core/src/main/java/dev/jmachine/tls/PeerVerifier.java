package dev.jmachine.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Leaves the verdict on a certificate to the JDK, and says why when it is no. */
final class PeerVerifier extends X509ExtendedTrustManager {
    private final List<X509Certificate> anchors;
    private final X509ExtendedTrustManager jdk;

    PeerVerifier(List<X509Certificate> anchors) throws GeneralSecurityException {
        this.anchors = anchors;
        this.jdk = trusting(anchors);
    }

    private static X509ExtendedTrustManager trusting(List<X509Certificate> anchors) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("authority" + i, anchors.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("This Java runtime has no X.509 trust manager.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw rejected(chain, engine.getPeerHost(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }

    private PeerRejectedException rejected(X509Certificate[] chain, String host, CertificateException cause) {
        X509Certificate certificate = chain[0];
        Date now = new Date();
        if (now.after(certificate.getNotAfter())) {
            return new PeerRejectedException(
                    "Its certificate expired on " + day(certificate.getNotAfter()) + ".", cause);
        }
        if (now.before(certificate.getNotBefore())) {
            return new PeerRejectedException("Its certificate is valid only from "
                    + certificate.getNotBefore().toInstant() + " on; is a clock wrong?", cause);
        }
        if (!leadsToAnchor(chain)) {
            return new PeerRejectedException("Its certificate is signed by an unknown authority, "
                    + certificate.getIssuerX500Principal().getName() + ".", cause);
        }
        List<String> names = Certificates.names(certificate);
        if (host != null && !names.contains(host)) {
            return new PeerRejectedException("Its certificate is for "
                    + (names.isEmpty() ? "no host" : String.join(", ", names)) + ", not for " + host + ".", cause);
        }
        return new PeerRejectedException("Its certificate is not acceptable: " + cause.getMessage() + ".", cause);
    }

    private boolean leadsToAnchor(X509Certificate[] chain) {
        return Arrays.stream(chain).anyMatch(certificate -> anchors.stream()
                .anyMatch(anchor -> Certificates.isSignedBy(certificate, anchor.getPublicKey())));
    }

    static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }
}
