package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS context that trusts the authorities in a PEM file, and no others. */
final class Trust {
    private Trust() {
    }

    static SSLContext in(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the certificates of " + file,
                    "They cannot be used: " + e, e);
        }
    }
}
