package dev.jmachine.ssh;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Map;
import net.schmizz.sshj.common.Buffer;

/**
 * Reads ECDSA key pairs on the NIST curves. SSHJ would ask for a key factory named "ECDSA", which the JDK calls "EC".
 */
final class EcdsaKeys {
    private static final Map<Integer, String> CURVES = Map.of(32, "secp256r1", 48, "secp384r1", 66, "secp521r1");
    private static final byte UNCOMPRESSED = 4;

    private EcdsaKeys() {}

    /**
     * Read the private section of an {@code openssh-key-v1} file, standing behind the key type.
     *
     * @param section holds the curve, the public point and the secret number
     */
    static KeyPair fromOpenSsh(Buffer.PlainBuffer section) throws IOException {
        section.readString();
        byte[] point = section.readBytes();
        return keyPair(point, section.readMPInt());
    }

    /**
     * Read an {@code ECPrivateKey} (RFC 5915) that ends with its public point, as OpenSSH and OpenSSL write it.
     *
     * @param der begins with the sequence's header, the version 1 and the secret number as octets
     */
    static KeyPair fromSec1(byte[] der) throws IOException {
        int header = der.length > 1 && der[1] < 0 ? 2 + (der[1] & 0x7f) : 2;
        int secret = header + 5;
        if (der.length < secret) {
            throw new IOException("The private key is cut off");
        }
        int length = der[secret - 1];
        int point = der.length - 2 * length - 1;
        if (length <= 0 || point < secret + length) {
            throw new IOException("The private key does not tell its public key");
        }
        BigInteger number = new BigInteger(1, Arrays.copyOfRange(der, secret, secret + length));
        return keyPair(Arrays.copyOfRange(der, point, der.length), number);
    }

    private static KeyPair keyPair(byte[] point, BigInteger secret) throws IOException {
        int length = point.length / 2;
        if (!CURVES.containsKey(length) || point[0] != UNCOMPRESSED) {
            throw new IOException("This kind of ECDSA key is not known");
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(CURVES.get(length)));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + length));
            BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + length, point.length));
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve)),
                    factory.generatePrivate(new ECPrivateKeySpec(secret, curve)));
        } catch (GeneralSecurityException e) {
            throw new IOException("The private key is damaged", e);
        }
    }
}
