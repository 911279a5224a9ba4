package dev.jmachine.driver.google;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.Endpoint;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OAuthTokens;
import dev.jmachine.cloud.SignedToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A file of application default credentials: a service account's key (https://google.aip.dev/auth/4112) or a user's
 * (https://google.aip.dev/auth/4113). It is read anew by every command; nothing of it is kept.
 */
final class CredentialsFile {
    private static final String TOKEN_ENDPOINT = "https://oauth2.googleapis.com/token";
    private static final String SCOPE = "https://www.googleapis.com/auth/compute";
    private static final long LIFETIME_SECONDS = 3600;

    private final Path path;
    private final JsonValue content;

    private CredentialsFile(Path path, JsonValue content) {
        this.path = path;
        this.content = content;
    }

    static CredentialsFile read(Path path) {
        try {
            return new CredentialsFile(path, JsonValue.parse(Files.readString(path)));
        } catch (IOException e) {
            // The cause may quote the file, which is a secret.
            throw failure(path, "It cannot be read, or is no JSON.");
        }
    }

    /** Return the project that the credentials belong to; empty when they do not say. */
    String project() {
        String own = content.text("project_id");
        return own.isEmpty() ? content.text("quota_project_id") : own;
    }

    /** Return a source of access tokens. */
    Supplier<String> tokens() {
        return switch (content.text("type")) {
            case "service_account" -> serviceAccount();
            case "authorized_user" -> new OAuthTokens("Google", tokenEndpoint(), this::refresh);
            default -> throw failure(path, "Credentials of the type \"" + content.text("type")
                    + "\" are not supported: those of a service account or a user are, or an access token (--"
                    + GoogleOptions.ACCESS_TOKEN + ").");
        };
    }

    private Supplier<String> serviceAccount() {
        PrivateKey key = SignedToken.privateKey(path.toString(), content.text("private_key"));
        return new OAuthTokens("Google", tokenEndpoint(), () -> Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion(key)));
    }

    private String assertion(PrivateKey key) {
        long now = Instant.now().getEpochSecond();
        return SignedToken.of(Map.of("kid", content.text("private_key_id")), Map.of(
                "iss", content.text("client_email"), "scope", SCOPE, "aud", tokenEndpoint().toString(),
                "iat", now, "exp", now + LIFETIME_SECONDS), key);
    }

    private Map<String, String> refresh() {
        return Map.of("grant_type", "refresh_token", "client_id", content.text("client_id"),
                "client_secret", content.text("client_secret"), "refresh_token", content.text("refresh_token"));
    }

    private URI tokenEndpoint() {
        String own = content.text("token_uri");
        return Endpoint.parse("token_uri in " + path, own.isEmpty() ? TOKEN_ENDPOINT : own);
    }

    private static MachineException failure(Path path, String problem) {
        return new MachineException(ErrorCode.AUTHENTICATION, "Reading the credentials in " + path, problem);
    }
}
