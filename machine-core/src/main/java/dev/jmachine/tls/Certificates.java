package dev.jmachine.tls;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads certificates and what stands in them. */
final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {
    }

    /** Return the certificates of a file in their order, one at least. */
    static List<X509Certificate> read(Path file) {
        List<X509Certificate> certificates = parse(file, PemFiles.read(file));
        if (certificates.isEmpty()) {
            throw damaged(file, "The file holds no certificate.", null);
        }
        return certificates;
    }

    /** Return the first certificate of a file, or nothing if there is no file or no sound certificate in it. */
    static Optional<X509Certificate> firstOf(Path file) {
        try {
            return Files.exists(file) ? Optional.of(read(file).get(0)) : Optional.empty();
        } catch (MachineException e) {
            if (e.code() == ErrorCode.STORE_DAMAGED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<X509Certificate> parse(Path file, String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem block : Pem.decode(text)) {
                if (block.label().equals("CERTIFICATE")) {
                    certificates.add((X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
            return certificates;
        } catch (CertificateException | IllegalArgumentException e) {
            throw damaged(file, "A certificate in the file is damaged.", e);
        }
    }

    static String encode(X509Certificate certificate) {
        try {
            return Pem.encode("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Return the host names and addresses that a certificate is for. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                int kind = (Integer) alternative.get(0);
                if (kind == DNS_NAME || kind == IP_ADDRESS) {
                    names.add((String) alternative.get(1));
                }
            }
            return names;
        } catch (CertificateException e) {
            return List.of();
        }
    }

    static MachineException damaged(Path file, String problem, Exception cause) {
        return new MachineException(ErrorCode.STORE_DAMAGED, "Reading " + file, problem, cause);
    }
}
