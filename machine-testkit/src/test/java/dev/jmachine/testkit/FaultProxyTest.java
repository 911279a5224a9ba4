package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::echo);
        server.start();
        proxy = FaultProxy.before(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api"));
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    private void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
            if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().contains("chunks") ? 0
                        : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private HttpResponse<String> call(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(proxy.url() + path)).method(method, body).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return call("POST", "/thing", BodyPublishers.ofString(body));
    }

    @Test
    void callsGoThroughWhateverTheFormOfTheirBodies() throws Exception {
        String big = "0123456789".repeat(20_000);
        assertThat(post("").body()).isEmpty();
        assertThat(post(big).body()).isEqualTo(big);
        assertThat(call("POST", "/chunks", BodyPublishers.ofString(big)).body()).isEqualTo(big);
        assertThat(call("POST", "/thing", BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(big.getBytes()))).body()).isEqualTo(big);
        assertThat(call("DELETE", "/thing?really=yes", BodyPublishers.noBody()).statusCode()).isEqualTo(204);
        assertThat(proxy.requests()).containsExactly("POST /api/thing", "POST /api/thing", "POST /api/chunks",
                "POST /api/thing", "DELETE /api/thing?really=yes");
    }

    @Test
    void oneCallFailsWithTheProvidersOwnAnswerAndDoesNotReachIt() throws Exception {
        proxy.answerWith(Fault.THROTTLED, new FaultAnswer(503, Map.of("x-request-id", "r-1"), "SlowDown"));
        proxy.failCall(2, Fault.THROTTLED);
        assertThat(post("one").statusCode()).isEqualTo(200);
        HttpResponse<String> failed = post("two");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).isEqualTo("SlowDown");
        assertThat(failed.headers().firstValue("x-request-id")).hasValue("r-1");
        assertThat(post("three").body()).isEqualTo("three");
        assertThat(seen).containsExactly("POST /api/thing 3", "POST /api/thing 5");
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void aCallDroppedBeforeIsNotSeenAndOneDroppedAfterIs() throws Exception {
        proxy.failCall(1, Fault.DROPPED_BEFORE);
        assertThatThrownBy(() -> post("before")).isInstanceOf(IOException.class);
        assertThat(seen).isEmpty();
        proxy.reset();
        proxy.failCall(1, Fault.DROPPED_AFTER);
        assertThatThrownBy(() -> post("after")).isInstanceOf(IOException.class);
        assertThat(seen).containsExactly("POST /api/thing 5");
    }

    @Test
    void everyCallFailsUntilItIsHealed() throws Exception {
        proxy.failEveryCall(Fault.SERVER_ERROR);
        assertThat(post("one").statusCode()).isEqualTo(500);
        assertThat(post("two").statusCode()).isEqualTo(500);
        assertThat(proxy.calls()).isEqualTo(2);
        proxy.reset();
        assertThat(post("three").statusCode()).isEqualTo(200);
        assertThat(proxy.calls()).isEqualTo(1);
        assertThat(proxy.faults()).isZero();
    }

    @Test
    void callsToSeveralServersAreCountedTogether() throws Exception {
        URI other = proxy.alsoBefore(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        proxy.failCall(2, Fault.SERVER_ERROR);
        assertThat(post("one").statusCode()).isEqualTo(200);
        assertThat(client.send(HttpRequest.newBuilder(other.resolve("/two")).build(), BodyHandlers.ofString())
                .statusCode()).isEqualTo(500);
        assertThat(proxy.requests()).containsExactly("POST /api/thing", "GET /two");
    }

    @Test
    void aServerThatIsGoneIsAConnectionThatEnds() {
        server.stop(0);
        assertThatThrownBy(() -> post("one")).isInstanceOf(IOException.class);
    }
}
