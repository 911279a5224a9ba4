package dev.jmachine.driver.vmwarevsphere.vim;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides which server is believed. By default one whose certificate this computer's authorities have signed for its
 * name; a server that is refused has its thumbprint told, so that it can be compared and given.
 */
public final class ServerTrust {
    private final String thumbprint;
    private final boolean everyone;

    private ServerTrust(String thumbprint, boolean everyone) {
        this.thumbprint = thumbprint;
        this.everyone = everyone;
    }

    /** Believe a server whose certificate the JDK's authorities have signed. */
    public static ServerTrust authorities() {
        return new ServerTrust("", false);
    }

    /**
     * Believe the one server whose certificate has a thumbprint, whoever has signed it.
     *
     * @param thumbprint SHA-256 or SHA-1, in hexadecimal, with or without colons
     * @throws IllegalArgumentException if it is not such a thumbprint
     */
    public static ServerTrust thumbprint(String thumbprint) {
        String plain = plain(thumbprint);
        if (!plain.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new IllegalArgumentException("It is not a SHA-256 or SHA-1 thumbprint in hexadecimal.");
        }
        return new ServerTrust(plain, false);
    }

    /** Believe whoever answers: the password may go to anybody. */
    public static ServerTrust everyone() {
        return new ServerTrust("", true);
    }

    private static String plain(String thumbprint) {
        return thumbprint.strip().replace(":", "").toLowerCase(Locale.ROOT);
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Check(authoritiesOfTheJdk())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509ExtendedTrustManager authoritiesOfTheJdk() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static String hash(String algorithm, X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Check extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager authorities;

        Check(X509ExtendedTrustManager authorities) {
            this.authorities = authorities;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, () -> authorities.checkServerTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, () -> authorities.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, () -> authorities.checkServerTrusted(chain, type));
        }

        private void check(X509Certificate[] chain, AuthoritiesCheck byAuthorities) throws CertificateException {
            if (everyone) {
                return;
            }
            String shown = hash("SHA-256", chain[0]);
            if (thumbprint.isEmpty()) {
                try {
                    byAuthorities.run();
                } catch (CertificateException e) {
                    throw new CertificateException(e.getMessage() + "; its SHA-256 thumbprint is " + shown, e);
                }
            } else if (!thumbprint.equals(shown) && !thumbprint.equals(hash("SHA-1", chain[0]))) {
                throw new CertificateException("its SHA-256 thumbprint is " + shown + ", not " + thumbprint);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw notAServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw notAServer();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw notAServer();
        }

        private CertificateException notAServer() {
            return new CertificateException("no clients are expected here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.getAcceptedIssuers();
        }
    }

    @FunctionalInterface
    private interface AuthoritiesCheck {
        void run() throws CertificateException;
    }
}
