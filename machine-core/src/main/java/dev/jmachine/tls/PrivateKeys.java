package dev.jmachine.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

/** Makes and reads private keys: PKCS#8, and the older forms of RSA (PKCS#1) and EC (SEC 1) keys. */
final class PrivateKeys {
    private static final String[] ALGORITHMS = {"EC", "RSA"};

    private PrivateKeys() {
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no P-256 keys.", e);
        }
    }

    static String encode(PrivateKey key) {
        return Pem.encode("PRIVATE KEY", key.getEncoded());
    }

    static PrivateKey read(Path file) {
        String text = PemFiles.read(file);
        if (Pem.isEncrypted(text)) {
            throw Certificates.damaged(file, "The key is encrypted; a key without passphrase is needed.", null);
        }
        for (Pem block : Pem.decode(text)) {
            switch (block.label()) {
                case "PRIVATE KEY":
                    return decode(file, block.der());
                case "RSA PRIVATE KEY":
                case "EC PRIVATE KEY":
                    return decode(file, toPkcs8(file, block));
                default:
                    // Such as the EC PARAMETERS that openssl writes before a key.
            }
        }
        throw Certificates.damaged(file, "The file holds no private key.", null);
    }

    private static byte[] toPkcs8(Path file, Pem block) {
        try {
            return KeyFormats.toPkcs8(block);
        } catch (IOException | IllegalArgumentException e) {
            throw Certificates.damaged(file, "The private key in the file is damaged.", e);
        }
    }

    private static PrivateKey decode(Path file, byte[] pkcs8) {
        Exception last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                last = e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw Certificates.damaged(file, "The private key in the file is neither an RSA nor an EC key.", last);
    }

    /** Return the signature algorithm to use with a key. */
    static String signatureAlgorithm(PrivateKey key) {
        return key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    }

    /** Return whether two keys are the halves of one pair. */
    static boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
        try {
            byte[] message = "a pair of keys".getBytes(StandardCharsets.US_ASCII);
            Signature signature = Signature.getInstance(signatureAlgorithm(privateKey));
            signature.initSign(privateKey);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
