package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.RequestSigner;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as Exoscale's API v2 wants them, {@code EXO2-HMAC-SHA256}: over method and path, body, values of the
 * query and the time until which the signature holds. https://openapi-v2.exoscale.com/topic/topic-api-request-signature
 */
final class ExoscaleSignature implements RequestSigner {
    private static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final String ALGORITHM = "HmacSHA256";

    private final String key;
    private final String secret;
    private final Clock clock;

    ExoscaleSignature(String key, String secret, Clock clock) {
        this.key = key;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public String authorization(String method, URI target, String body) {
        SortedMap<String, String> query = query(target.getRawQuery());
        String expires = Long.toString(clock.instant().plus(VALIDITY).getEpochSecond());
        String message = String.join("\n", method + " " + target.getRawPath(), body,
                String.join("", query.values()), "", expires);
        return "EXO2-HMAC-SHA256 credential=" + key
                + (query.isEmpty() ? "" : ",signed-query-args=" + String.join(";", query.keySet()))
                + ",expires=" + expires + ",signature=" + sign(message);
    }

    private static SortedMap<String, String> query(String encoded) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String field : encoded == null ? new String[0] : encoded.split("&")) {
            String[] parts = field.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private String sign(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
