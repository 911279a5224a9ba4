package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi.Reply;
import dev.jmachine.testkit.FakeRestApi.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** Google's token endpoint, and the account it knows. The signatures of assertions are verified. */
final class FakeTokens {
    static final String TOKEN = "ya29.test";
    private static final String ACCOUNT = "tester@test.iam.gserviceaccount.com";

    private final KeyPair key;

    FakeTokens() {
        try {
            key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Write the account's key file, as the console hands it out. */
    Path keyFile(Path folder, URI tokenEndpoint) throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve("key.json"), JsonValue.write(Map.of(
                "type", "service_account", "project_id", "test", "private_key_id", "k1", "private_key", pem,
                "client_email", ACCOUNT, "token_uri", tokenEndpoint.toString())));
    }

    /** Write the file that gcloud writes for a user. */
    static Path userFile(Path folder, URI tokenEndpoint) throws IOException {
        return Files.writeString(folder.resolve("user.json"), JsonValue.write(Map.of(
                "type", "authorized_user", "quota_project_id", "test", "client_id", "client", "client_secret", "secret",
                "refresh_token", "refresh", "token_uri", tokenEndpoint.toString())));
    }

    Reply answer(Request request) {
        JsonValue form = new JsonValue(request.body());
        boolean good = switch (form.text("grant_type")) {
            case "refresh_token" -> form.text("refresh_token").equals("refresh")
                    && form.text("client_secret").equals("secret");
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> isGood(form.text("assertion"));
            default -> false;
        };
        return good
                ? Reply.json(200, Map.of(), Map.of("access_token", TOKEN, "expires_in", 3599, "token_type", "Bearer"))
                : Reply.json(400, Map.of(),
                        Map.of("error", "invalid_grant", "error_description", "Invalid JWT Signature."));
    }

    private boolean isGood(String assertion) {
        String[] parts = assertion.split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonValue claims = JsonValue.parse(
                    new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && claims.text("iss").equals(ACCOUNT)
                    && claims.text("aud").endsWith("/token")
                    && claims.text("scope").equals("https://www.googleapis.com/auth/compute")
                    && claims.number("exp") - claims.number("iat") <= 3600;
        } catch (GeneralSecurityException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
