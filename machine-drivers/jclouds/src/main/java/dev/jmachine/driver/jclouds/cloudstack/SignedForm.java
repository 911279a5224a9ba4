package dev.jmachine.driver.jclouds.cloudstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Supplier;
import com.google.common.collect.Multimaps;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jclouds.domain.Credentials;
import org.jclouds.http.HttpRequest;
import org.jclouds.io.Payloads;
import org.jclouds.location.Provider;
import org.jclouds.rest.Binder;

/**
 * Puts a command into a request's body, signed.
 * https://docs.cloudstack.apache.org/en/latest/developersguide/dev.html#how-to-sign-an-api-call-with-python
 */
final class SignedForm implements Binder {
    private static final String ALGORITHM = "HmacSHA1";

    private final Supplier<Credentials> credentials;

    @Inject
    SignedForm(@Provider Supplier<Credentials> credentials) {
        this.credentials = credentials;
    }

    @Override
    public <R extends HttpRequest> R bindToRequest(R request, Object command) {
        Credentials keys = credentials.get();
        Map<String, String> fields = new TreeMap<>();
        ((Map<?, ?>) command).forEach((name, value) -> fields.put(name.toString(), value.toString()));
        fields.put("apiKey", keys.identity);
        fields.put("response", "json");
        fields.put("signature", signature(fields, keys.credential));
        request.setPayload(Payloads.newUrlEncodedFormPayload(Multimaps.forMap(fields)));
        return request;
    }

    /** Return the signature of fields in the order of their names. */
    static String signature(Map<String, String> fields, String secretKey) {
        String signed = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&")).toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new MachineException(ErrorCode.INTERNAL, "Signing a request to CloudStack", e.toString(), e);
        }
    }
}
