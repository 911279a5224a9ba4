package dev.jmachine.cloud;

import dev.jmachine.spi.FailureKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gets access tokens from an OAuth 2.0 token endpoint (RFC 6749), each used until shortly before it expires. For one
 * thread.
 */
public final class OAuthTokens implements Supplier<String> {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final String ACTIVITY = "Signing in";

    private final String provider;
    private final URI endpoint;
    private final Supplier<Map<String, String>> grant;
    private String token = "";
    private Instant expiry = Instant.MIN;

    /**
     * Create a source of tokens; nothing is asked yet.
     *
     * @param provider the provider's name, as users know it
     * @param endpoint the token endpoint
     * @param grant gives the fields of each request
     */
    public OAuthTokens(String provider, URI endpoint, Supplier<Map<String, String>> grant) {
        this.provider = provider;
        this.endpoint = endpoint;
        this.grant = grant;
    }

    @Override
    public String get() {
        Instant now = Instant.now();
        if (now.plus(MARGIN).isAfter(expiry)) {
            JsonValue answer = new RestClient(endpoint, new Dialect(provider), () -> "")
                    .postForm(ACTIVITY, "", grant.get()).body();
            token = answer.text("access_token");
            expiry = now.plusSeconds(answer.number("expires_in"));
        }
        return token;
    }

    /** The form of failures is the standard's, whoever the provider. */
    private record Dialect(String provider) implements RestDialect {

        @Override
        public String requestId(RestAnswer answer) {
            String correlation = answer.body().text("correlation_id");
            return correlation.isEmpty() ? answer.header("X-Request-Id", "x-ms-request-id") : correlation;
        }

        @Override
        public ProviderError error(JsonValue body) {
            // One line: providers add where to read on.
            return new ProviderError(body.text("error"), body.text("error_description").replaceAll("\\s+", " "));
        }

        @Override
        public FailureKind kind(int status, ProviderError error) {
            return status == 400 ? FailureKind.AUTHENTICATION : RestDialect.byStatus(status);
        }
    }
}
