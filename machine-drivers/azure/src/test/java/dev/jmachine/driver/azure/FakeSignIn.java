package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi.Reply;
import dev.jmachine.testkit.FakeRestApi.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** Where service principals sign in: one is known, by its secret or by a key. */
final class FakeSignIn {
    static final String TOKEN = "eyJ.test";
    static final String TENANT = "11111111-2222-3333-4444-555555555555";
    static final String CLIENT = "client";
    static final String SECRET = "very-secret";

    private PublicKey key;

    /** Know the service principal by a key too. */
    void trust(PublicKey trusted) {
        key = trusted;
    }

    Reply answer(Request request) {
        JsonValue form = new JsonValue(request.body());
        boolean good = request.path().equals("/" + TENANT + "/oauth2/v2.0/token")
                && form.text("grant_type").equals("client_credentials")
                && form.text("scope").equals("https://management.azure.com/.default")
                && form.text("client_id").equals(CLIENT)
                && (form.text("client_secret").equals(SECRET) || isSigned(form.text("client_assertion")));
        return good
                ? Reply.json(200, Map.of(), Map.of("token_type", "Bearer", "expires_in", 3599, "access_token", TOKEN))
                : Reply.json(401, Map.of(), Map.of("error", "invalid_client",
                        "error_description", "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: t",
                        "correlation_id", "correlation-1"));
    }

    private boolean isSigned(String assertion) {
        String[] parts = assertion.split("\\.");
        if (key == null || parts.length != 3) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonValue header = JsonValue.parse(
                    new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2])) && header.text("x5t").length() == 27;
        } catch (GeneralSecurityException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
