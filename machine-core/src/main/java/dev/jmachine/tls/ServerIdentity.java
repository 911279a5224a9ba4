package dev.jmachine.tls;

/**
 * What an engine proves itself with.
 *
 * @param certificatePem its certificate
 * @param keyPem the private key of it, in PKCS#8 form, not encrypted
 */
public record ServerIdentity(String certificatePem, String keyPem) {

    /** Return a text without the key. */
    @Override
    public String toString() {
        return "ServerIdentity[certificatePem=" + certificatePem + "]";
    }
}
