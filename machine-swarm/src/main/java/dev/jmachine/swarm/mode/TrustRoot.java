package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Reads the certificate of a swarm's own authority. Stateless. */
final class TrustRoot {

    private TrustRoot() {
    }

    /** Return when the first of the certificates in a PEM text ends. */
    static Instant expiry(String pem) {
        try {
            ByteArrayInputStream text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return CertificateFactory.getInstance("X.509").generateCertificates(text).stream()
                    .map(TrustRoot::end).min(Instant::compareTo).orElse(Instant.MAX);
        } catch (CertificateException e) {
            throw new MachineException(ErrorCode.INTERNAL, "Reading the certificate of the swarm's authority",
                    String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant end(Certificate certificate) {
        return ((X509Certificate) certificate).getNotAfter().toInstant();
    }
}
