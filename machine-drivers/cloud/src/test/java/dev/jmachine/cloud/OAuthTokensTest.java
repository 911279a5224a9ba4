package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.spi.FailureKind;
import dev.jmachine.testkit.FakeRestApi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthTokensTest {
    private final AtomicInteger sent = new AtomicInteger();
    private int lifetime = 3600;
    private final FakeRestApi server = new FakeRestApi() {
        @Override
        protected Reply answer(Request request, String requestId) {
            return "right & proper".equals(request.body().get("secret"))
                    ? Reply.json(200, Map.of(),
                            Map.of("access_token", "token-" + sent.incrementAndGet(), "expires_in", lifetime))
                    : Reply.json(400, Map.of("X-Request-Id", requestId),
                            Map.of("error", "invalid_client", "error_description", "Wrong secret.\r\nRead on."));
        }
    };

    @AfterEach
    void stopServer() {
        server.close();
    }

    private OAuthTokens tokens(String secret) {
        return new OAuthTokens("Cloud", server.url(), () -> Map.of("secret", secret));
    }

    @Test
    void oneTokenServesUntilItExpires() {
        OAuthTokens tokens = tokens("right & proper");
        assertThat(tokens.get()).isEqualTo("token-1");
        assertThat(tokens.get()).isEqualTo("token-1");
    }

    @Test
    void aTokenThatIsAboutToExpireIsReplaced() {
        lifetime = 30;
        OAuthTokens tokens = tokens("right & proper");
        assertThat(tokens.get()).isEqualTo("token-1");
        assertThat(tokens.get()).isEqualTo("token-2");
    }

    @Test
    void aRefusalIsAnAuthenticationFailureInOneLine() {
        assertThatThrownBy(() -> tokens("wrong").get())
                .hasMessage("Signing in: Cloud answers with status 400, invalid_client: Wrong secret. Read on."
                        + " (request id request-1)")
                .satisfies(failure ->
                        assertThat(ProviderException.kindOf(failure)).isEqualTo(FailureKind.AUTHENTICATION));
    }
}
