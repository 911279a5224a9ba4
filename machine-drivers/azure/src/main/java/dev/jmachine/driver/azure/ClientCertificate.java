package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SignedToken;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * The certificate of a service principal with its private key.
 * https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
final class ClientCertificate {
    private static final long LIFETIME_SECONDS = 600;

    private final X509Certificate certificate;
    private final PrivateKey key;

    private ClientCertificate(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static ClientCertificate read(String file) {
        String pem = OptionFiles.read(AzureOptions.CLIENT_CERTIFICATE, file);
        int start = Math.max(0, pem.indexOf("-----BEGIN CERTIFICATE-----"));
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(pem.substring(start).getBytes(StandardCharsets.US_ASCII)));
            return new ClientCertificate(certificate, SignedToken.privateKey(file, pem));
        } catch (GeneralSecurityException e) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Reading the certificate in " + file,
                    "It holds none that can be read.", e);
        }
    }

    /** Return the proof that one holds the key. */
    String assertion(String client, URI endpoint) {
        long now = Instant.now().getEpochSecond();
        return SignedToken.of(Map.of("x5t", thumbprint()), Map.of("iss", client, "sub", client,
                "aud", endpoint.toString(), "jti", UUID.randomUUID().toString(),
                "nbf", now, "exp", now + LIFETIME_SECONDS), key);
    }

    private String thumbprint() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
