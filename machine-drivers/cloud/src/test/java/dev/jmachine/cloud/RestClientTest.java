package dev.jmachine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.testkit.FakeRestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestClientTest {
    private static final RestDialect DIALECT = new RestDialect() {
        @Override
        public String provider() {
            return "Cloud";
        }

        @Override
        public String requestId(RestAnswer answer) {
            return answer.header("X-Request-Id", "X-Trace");
        }

        @Override
        public ProviderError error(JsonValue body) {
            return new ProviderError(body.text("code"), body.text("message"));
        }
    };

    private final List<FakeRestApi.Request> requests = new ArrayList<>();
    private FakeRestApi.Reply reply = FakeRestApi.Reply.json(200, Map.of(), Map.of("name", "web", "size", 3));
    private final FakeRestApi api = new FakeRestApi() {
        @Override
        protected Reply answer(Request request, String requestId) {
            requests.add(request);
            return reply;
        }
    };
    private final RestClient client = new RestClient(api.url(), DIALECT, () -> "secret");

    @AfterEach
    void stopServer() {
        api.close();
    }

    private ProviderException refused(FakeRestApi.Reply answer) {
        reply = answer;
        return catchThrowableOfType(ProviderException.class, () -> client.get("Looking", "/things"));
    }

    @Test
    void sendsTheTokenAndReadsTheObject() {
        RestAnswer answer = client.post("Making", "/things?dry=" + RestClient.encode("a b&c"), Map.of("name", "web"));

        assertThat(answer.body().text("name")).isEqualTo("web");
        assertThat(answer.body().number("size")).isEqualTo(3);
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.query()).containsEntry("dry", "a b&c");
            assertThat(request.body()).isEqualTo(Map.of("name", "web"));
            assertThat(request.authorization()).isEqualTo("Bearer secret");
        });
    }

    @Test
    void signsJustWhatIsSent() {
        new RestClient(api.url(), DIALECT, (method, target, body) -> method + " " + target.getRawPath() + " " + body)
                .put("Changing", "/things/web:start", Map.of("size", 4));

        assertThat(requests).singleElement().satisfies(request -> assertThat(request.authorization())
                .isEqualTo("PUT /things/web:start " + request.text()));
    }

    @Test
    void aFailureTellsWhatTheProviderSaysAndTheRequestsId() {
        ProviderException failure = refused(FakeRestApi.Reply.json(422, Map.of("x-trace", "t-1"),
                Map.of("code", "taken", "message", "The name is taken")));

        assertThat(failure).hasMessage(
                "Looking: Cloud answers with status 422, taken: The name is taken. (request id t-1)");
        assertThat(failure.providerCode()).isEqualTo("taken");
        assertThat(failure.requestId()).isEqualTo("t-1");
        assertThat(failure.kind()).isEqualTo(FailureKind.OTHER);
        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER);
    }

    @Test
    void statusesMeanWhatHttpSays() {
        Map<Integer, FailureKind> kinds = Map.of(401, FailureKind.AUTHENTICATION, 404, FailureKind.NOT_FOUND,
                409, FailureKind.ALREADY_EXISTS, 429, FailureKind.TRANSIENT, 503, FailureKind.TRANSIENT,
                302, FailureKind.OTHER);
        kinds.forEach((status, kind) -> assertThat(refused(new FakeRestApi.Reply(status, Map.of(), "")).kind())
                .as("status %d", status).isEqualTo(kind));
        assertThat(refused(new FakeRestApi.Reply(401, Map.of(), "")).code()).isEqualTo(ErrorCode.AUTHENTICATION);
    }

    @Test
    void whatIsGoneIsNoFailureWhereItMayBe() {
        reply = new FakeRestApi.Reply(404, Map.of(), "");
        assertThat(client.find("Looking", "/things/1")).isEmpty();
        assertThat(client.delete("Deleting", "/things/1")).isEmpty();
    }

    @Test
    void aPageOfSomethingBetweenIsToldAsSuch() {
        assertThat(refused(new FakeRestApi.Reply(502, Map.of("Content-Type", "text/html"), "<html>")))
                .hasMessage("Looking: Cloud answers with status 502.");
        assertThat(refused(new FakeRestApi.Reply(200, Map.of("Content-Type", "text/html"), "<html>")))
                .hasMessageContaining("no JSON");
    }

    @Test
    void redirectionsAreNotFollowedSoTheTokenGoesToNobodyElse() {
        assertThat(refused(new FakeRestApi.Reply(307, Map.of("Location", "/elsewhere"), "")).status()).isEqualTo(307);
        assertThat(requests).hasSize(1);
    }

    @Test
    void aProviderThatCannotBeReachedIsATransientFailureWithoutAnId() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        RestClient nobody = new RestClient(URI.create("http://127.0.0.1:" + port), DIALECT, () -> "");
        assertThatThrownBy(() -> nobody.get("Looking", "/"))
                .hasMessageStartingWith("Looking: There was no answer from Cloud at 127.0.0.1:" + port)
                .satisfies(failure -> assertThat(ProviderException.kindOf(failure)).isEqualTo(FailureKind.TRANSIENT));
    }

    @Test
    void aProviderThatAcceptsAndIsSilentIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            RestClient patient = new RestClient(URI.create("http://127.0.0.1:" + silent.getLocalPort()), DIALECT,
                    (method, target, body) -> "", Duration.ofMillis(200));
            assertThatThrownBy(() -> patient.get("Looking", "/"))
                    .isInstanceOfSatisfying(MachineException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT))
                    .satisfies(failure ->
                            assertThat(ProviderException.kindOf(failure)).isEqualTo(FailureKind.TRANSIENT));
        }
    }

    @Test
    void anInterruptionEndsTheCall() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> client.get("Looking", "/")).isInstanceOfSatisfying(MachineException.class,
                    failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
