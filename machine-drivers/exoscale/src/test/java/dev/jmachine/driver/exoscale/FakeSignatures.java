package dev.jmachine.driver.exoscale;

import dev.jmachine.testkit.FakeRestApi.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signatures of the simulator's requests, as the provider's reference describes it. */
final class FakeSignatures {
    static final String KEY = "EXOtestkey";
    static final String SECRET = "test-secret-4711";
    private static final Pattern FORM = Pattern.compile("EXO2-HMAC-SHA256 credential=([^,]+)"
            + "(?:,signed-query-args=([^,]+))?,expires=(\\d+),signature=(.+)");

    /** Return why a request is not accepted; empty when it is. */
    String check(Request request) {
        Matcher matcher = FORM.matcher(request.authorization());
        if (!matcher.matches() || !matcher.group(1).equals(KEY)) {
            return "Invalid credentials";
        }
        if (Long.parseLong(matcher.group(3)) < Instant.now().getEpochSecond()) {
            return "The signature has expired";
        }
        TreeMap<String, String> query = new TreeMap<>(request.query());
        String names = matcher.group(2) == null ? "" : matcher.group(2);
        StringBuilder values = new StringBuilder();
        query.values().forEach(values::append);
        String message = request.method() + " " + request.path() + "\n" + request.text() + "\n" + values + "\n\n"
                + matcher.group(3);
        return names.equals(String.join(";", query.keySet())) && matcher.group(4).equals(sign(message)) ? ""
                : "Invalid signature";
    }

    private static String sign(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
