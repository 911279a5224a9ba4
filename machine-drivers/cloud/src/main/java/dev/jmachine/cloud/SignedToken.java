package dev.jmachine.cloud;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Makes JSON Web Tokens signed with RSA and SHA-256 (RFC 7519, RFC 7515: RS256). */
public final class SignedToken {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SignedToken() {
    }

    /**
     * Return a signed token.
     *
     * @param header what the header says beside the algorithm
     */
    public static String of(Map<String, ?> header, Map<String, ?> claims, PrivateKey key) {
        Map<String, Object> whole = new TreeMap<>(header);
        whole.put("alg", "RS256");
        whole.put("typ", "JWT");
        String signed = encode(JsonValue.write(whole)) + "." + encode(JsonValue.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Signing in",
                    "The private key cannot sign: " + e.getMessage(), e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Read an RSA private key in PEM form, {@code BEGIN PRIVATE KEY}.
     *
     * @param what where it is from, for the error message, which never shows the key
     */
    public static PrivateKey privateKey(String what, String pem) {
        String base64 = pem.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----", "")
                .replaceAll("(?s)-----END PRIVATE KEY-----.*", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // The cause may quote what it could not read.
            throw new MachineException(ErrorCode.AUTHENTICATION, "Reading the private key of " + what,
                    "It is no RSA key in the form of PKCS #8.");
        }
    }
}
