package dev.jmachine.provision;

import java.io.ByteArrayInputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** The engine's certificate as it stands on a host. Immutable. */
final class ServerCertificate {
    /** One that ends sooner is replaced. */
    static final Duration MARGIN = Duration.ofDays(30);

    private final X509Certificate certificate;

    private ServerCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Return whether a text is a certificate that was signed by an authority, is good for names, and lasts.
     *
     * @param pem the text, also one that is no certificate at all
     * @param authorityPem the authority's certificate
     * @param names host names and addresses
     */
    static boolean serves(String pem, String authorityPem, List<String> names) {
        try {
            ServerCertificate present = new ServerCertificate(read(pem));
            return present.isSignedBy(read(authorityPem)) && present.lasts() && present.covers(names);
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Return whether a text is a certificate that was signed by an authority. */
    static boolean isSigned(String pem, String authorityPem) {
        try {
            return new ServerCertificate(read(pem)).isSignedBy(read(authorityPem));
        } catch (CertificateException e) {
            return false;
        }
    }

    private static X509Certificate read(String pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean isSignedBy(X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean lasts() {
        return certificate.getNotAfter().after(Date.from(Instant.now().plus(MARGIN)));
    }

    private boolean covers(List<String> names) throws CertificateException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> covered = (alternatives == null ? List.<List<?>>of() : alternatives).stream()
                .map(alternative -> canonical(String.valueOf(alternative.get(1)))).toList();
        return names.stream().map(ServerCertificate::canonical).allMatch(covered::contains);
    }

    private static String canonical(String name) {
        String bare = name.replaceAll("^\\[|]$", "").replaceFirst("%.*", "");
        try {
            // A literal: nothing is looked up.
            return bare.contains(":") ? InetAddress.getByName(bare).getHostAddress()
                    : IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (UnknownHostException | IllegalArgumentException e) {
            return bare;
        }
    }
}
