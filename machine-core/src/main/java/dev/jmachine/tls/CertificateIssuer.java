package dev.jmachine.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates with one authority's key. The profile is docker-machine's, RFC 5280 and what Go's verifier asks.
 */
final class CertificateIssuer {
    /** As docker-machine: long enough to forget it, which is why it is shown and renewed. */
    private static final Duration VALIDITY = Duration.ofDays(1080);
    /** For hosts whose clock is a little behind. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;

    private final PrivateKey key;
    private final X500Name name;
    private final byte[] keyIdentifier;
    private final Instant notBefore;

    private CertificateIssuer(PrivateKey key, X500Name name, byte[] keyIdentifier, Instant now) {
        this.key = key;
        this.name = name;
        this.keyIdentifier = keyIdentifier;
        this.notBefore = now.minus(CLOCK_TOLERANCE);
    }

    /** Return the issuer that signs with an authority's key in the name of its certificate. */
    static CertificateIssuer of(PrivateKey key, X509Certificate authority, Instant now) {
        byte[] extension = authority.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] identifier = extension == null ? null : SubjectKeyIdentifier
                .getInstance(ASN1OctetString.getInstance(extension).getOctets()).getKeyIdentifier();
        X500Name name = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        return new CertificateIssuer(key, name, identifier, now);
    }

    /**
     * Make the certificate of an authority that has a key and nothing else. Its name holds a part of the key's
     * fingerprint, so that verifiers never take one user's authority for another of theirs.
     */
    static X509Certificate authority(PrivateKey key, String owner, Instant now) {
        PublicKey publicKey = KeyFormats.publicKey(key);
        byte[] identifier = keyIdentifier(publicKey).getKeyIdentifier();
        String fingerprint = HexFormat.of().formatHex(identifier, 0, 4);
        X500Name name = distinguishedName(owner, "jmachine authority " + fingerprint);
        return new CertificateIssuer(key, name, identifier, now).authority(publicKey);
    }

    /** Make a new certificate for the authority's own name and key, so that what it has signed stays valid. */
    X509Certificate authority(PublicKey publicKey) {
        return sign(name, publicKey, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
        });
    }

    /** Make a client certificate. The engine's authorization plugins take its common name for the user's. */
    X509Certificate client(PublicKey publicKey, String owner) {
        return sign(distinguishedName(owner, owner), publicKey, builder -> {
            addLeafExtensions(builder);
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        });
    }

    /** Make a server certificate, for the purposes given. */
    X509Certificate server(PublicKey publicKey, X500Name subject, GeneralNames names, KeyPurposeId... purposes) {
        return sign(subject, publicKey, builder -> {
            addLeafExtensions(builder);
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        });
    }

    private static void addLeafExtensions(X509v3CertificateBuilder builder) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    private X509Certificate sign(X500Name subject, PublicKey publicKey, Extensions extensions) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(notBefore), Date.from(notBefore.plus(VALIDITY)), subject, publicKey);
            extensions.addTo(builder);
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier(publicKey));
            if (keyIdentifier != null) {
                builder.addExtension(Extension.authorityKeyIdentifier, false,
                        new AuthorityKeyIdentifier(keyIdentifier));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(
                    new JcaContentSignerBuilder(PrivateKeys.signatureAlgorithm(key)).build(key)));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("A certificate could not be signed.", e);
        }
    }

    private static SubjectKeyIdentifier keyIdentifier(PublicKey publicKey) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X500Name distinguishedName(String organization, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** Adds what one kind of certificate has and others have not. */
    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }
}
