package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.testkit.FakeEngine.Fault;
import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
            assertFails(engine, other, TIMEOUT, ErrorCode.TLS, "client certificate");
        }
    }

    @Test
    void anExpiredClientCertificateIsNamedAsTheReason() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1100));
        try (FakeEngine engine = FakeEngine.start(folder)) {
            CertificateAuthority.open(folder, past).renewClientIfNeeded(true);
            assertFails(engine, folder, TIMEOUT, ErrorCode.TLS, "The one in " + folder + " expired on ");
        }
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
