package dev.jmachine.tls;

import java.security.cert.CertificateException;

/** Says, in a sentence for users, why the other side's certificate was not accepted. */
public final class PeerRejectedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    PeerRejectedException(String sentence, CertificateException cause) {
        super(sentence, cause);
    }
}
