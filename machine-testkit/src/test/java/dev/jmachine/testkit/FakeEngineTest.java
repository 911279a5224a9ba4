package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.testkit.FakeEngine.Fault;
import dev.jmachine.tls.CertificateAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also what {@link EngineClient} makes of an engine's TLS, for which a fake engine is needed. */
class FakeEngineTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void anEngineTellsItsVersionToAClientWithACertificate() {
        try (FakeEngine engine = FakeEngine.start(folder)) {
            engine.version("20.10.24");
            assertThat(new EngineClient(engine.url(), folder).status(TIMEOUT))
                    .isEqualTo(new EngineStatus("20.10.24", "1.45", "linux", "amd64"));
            assertThat(engine.requests()).containsExactly("GET /version");
        }
    }

    @Test
    void anEngineIsAskedByHostNameToo() {
        try (FakeEngine engine = FakeEngine.start(folder)) {
            URI url = URI.create("tcp://localhost:" + engine.port());
            assertThat(new EngineClient(url, folder).status(TIMEOUT).version()).isEqualTo("26.1.5");
        }
    }

    @Test
    void anEngineWithoutTlsIsAskedWithoutCertificates() {
        try (FakeEngine engine = FakeEngine.plain()) {
            assertThat(new EngineClient(engine.url(), folder).status(TIMEOUT).version()).isEqualTo("26.1.5");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsDate() {
        String day = Instant.now().minus(Duration.ofDays(20)).minus(Duration.ofMinutes(5)).toString().substring(0, 10);
        assertFails(Fault.EXPIRED, ErrorCode.TLS, "Its certificate expired on " + day + ".");
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedByItsName() {
        assertFails(Fault.UNKNOWN_AUTHORITY, ErrorCode.TLS,
                "Its certificate is signed by an unknown authority, CN=jmachine authority ");
    }

    @Test
    void aCertificateForAnotherHostIsRefusedWithBothNames() {
        assertFails(Fault.WRONG_NAME, ErrorCode.TLS,
                "Its certificate is for 192.0.2.1, fake, localhost, not for 127.0.0.1.");
    }

    @Test
    void aSilentEngineIsGivenUpAtTheDeadline() {
        try (FakeEngine engine = FakeEngine.start(folder, Fault.SILENT)) {
            long start = System.nanoTime();
            assertFails(engine, folder, Duration.ofMillis(300), ErrorCode.TIMEOUT,
                    "There was no answer within 0.3 s.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(
                    Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    void aPortWhereNothingListensIsToldFromASilentOne() {
        assertFails(Fault.REFUSING, ErrorCode.ENGINE_UNREACHABLE,
                "The connection was refused: nothing listens there.");
    }

    @Test
    void aClientCertificateOfAnotherAuthorityIsRefusedByTheEngine(@TempDir Path other) throws IOException {
        CertificateAuthority.openOrCreate(other, Clock.systemUTC());
        try (FakeEngine engine = FakeEngine.start(folder)) {
            Files.copy(folder.resolve("ca.pem"), other.resolve("ca.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertFails(engine, other, TIMEOUT, ErrorCode.TLS, "It does not accept the client certificate (");
        }
    }

    @Test
    void anExpiredClientCertificateIsNamedAsTheReason() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1100));
        try (FakeEngine engine = FakeEngine.start(folder)) {
            CertificateAuthority.open(folder, past).renewClientIfNeeded(true);
            assertFails(engine, folder, TIMEOUT, ErrorCode.TLS, "The client certificate in " + folder + " expired on ");
        }
    }

    @Test
    void theKeyOfOneHostDoesNotOpenTheEngineOfAnother(@TempDir Path stolen) throws IOException {
        try (FakeEngine engine = FakeEngine.start(folder)) {
            Files.copy(folder.resolve("ca.pem"), stolen.resolve("ca.pem"));
            Files.copy(folder.resolve("server.pem"), stolen.resolve("cert.pem"));
            Files.copy(folder.resolve("server-key.pem"), stolen.resolve("key.pem"));
            assertFails(engine, stolen, TIMEOUT, ErrorCode.TLS, "It does not accept the client certificate (");
            assertThat(engine.requests()).isEmpty();
        }
    }

    @Test
    void aClientWithoutACertificateIsRefused() throws Exception {
        try (FakeEngine engine = FakeEngine.start(folder)) {
            HttpClient client = HttpClient.newBuilder().sslContext(trustingOnly(folder.resolve("ca.pem"))).build();
            URI url = URI.create("https://127.0.0.1:" + engine.port() + "/_ping");
            HttpRequest request = HttpRequest.newBuilder(url).build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(IOException.class);
            assertThat(engine.requests()).isEmpty();
        }
    }

    @Test
    void allThatAnEngineTellsIsToldWithAndWithoutAVersionInThePath() throws Exception {
        try (FakeEngine engine = FakeEngine.plain()) {
            HttpClient client = HttpClient.newHttpClient();
            for (String path : List.of("/_ping", "/v1.45/_ping", "/version", "/v1.24/version", "/info")) {
                HttpResponse<String> answer = client.send(request(engine, path), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Api-Version")).hasValue("1.45");
                assertThat(answer.body()).matches("(?s)OK|.*\"(Server)?Version\":\"26.1.5\".*");
            }
            assertThat(client.send(request(engine, "/containers/json"), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aClosedEngineLeavesItsPortToAnother() {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        FakeEngine first = FakeEngine.start(folder);
        first.close();
        try (FakeEngine second = FakeEngine.start(first.port(), folder.resolve("ca.pem"),
                folder.resolve("server.pem"), folder.resolve("server-key.pem"))) {
            assertThat(new EngineClient(second.url(), folder).status(TIMEOUT).version()).isEqualTo("26.1.5");
            assertThat(first.requests()).isEmpty();
        }
    }

    private static HttpRequest request(FakeEngine engine, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.port() + path)).build();
    }

    private static SSLContext trustingOnly(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void assertFails(Fault fault, ErrorCode code, String problem) {
        try (FakeEngine engine = FakeEngine.start(folder, fault)) {
            assertFails(engine, folder, TIMEOUT, code, problem);
        }
    }

    private static void assertFails(
            FakeEngine engine, Path certificates, Duration timeout, ErrorCode code, String problem) {
        EngineClient client = new EngineClient(engine.url(), certificates);
        assertThatThrownBy(() -> client.status(timeout))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.problem()).contains(problem);
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.activity()).isEqualTo("Asking the engine at " + engine.url());
                });
    }
}
