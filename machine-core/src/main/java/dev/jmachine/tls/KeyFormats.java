package dev.jmachine.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Converts keys where the JDK cannot. A class of its own, so that BouncyCastle is loaded only when that is needed. */
final class KeyFormats {

    private KeyFormats() {
    }

    /** Return a PKCS#1 or SEC 1 key as PKCS#8, the one form that the JDK reads. */
    static byte[] toPkcs8(Pem key) throws IOException {
        if (key.label().equals("RSA PRIVATE KEY")) {
            AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(key.der())).getEncoded();
        }
        ECPrivateKey ec = ECPrivateKey.getInstance(key.der());
        AlgorithmIdentifier curve = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ec.getParametersObject());
        return new PrivateKeyInfo(curve, ec).getEncoded();
    }

    /** Return the public half of a private key. */
    static PublicKey publicKey(PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            }
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(ecPublicKey(key)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("No public key for a private key of kind " + key.getAlgorithm(), e);
        }
    }

    private static byte[] ecPublicKey(PrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
        X9ECParameters curve = ECNamedCurveTable.getByOID(ASN1ObjectIdentifier.getInstance(algorithm.getParameters()));
        byte[] point = curve.getG()
                .multiply(ECPrivateKey.getInstance(info.parsePrivateKey()).getKey())
                .normalize()
                .getEncoded(false);
        return new SubjectPublicKeyInfo(algorithm, point).getEncoded();
    }
}
