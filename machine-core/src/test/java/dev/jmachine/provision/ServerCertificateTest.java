package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
    private static final List<String> NAMES = List.of("192.0.2.7", "2001:db8::1", "Host.Example");

    @TempDir
    Path folder;

    @Test
    void aCertificateServesForItsOwnAuthorityAndItsNamesInAnySpelling() {
        CertificateAuthority authority = CertificateAuthority.openOrCreate(folder.resolve("a"), Clock.systemUTC());
        CertificateAuthority other = CertificateAuthority.openOrCreate(folder.resolve("b"), Clock.systemUTC());
        String pem = authority.issueServer("m", NAMES).certificatePem();

        assertThat(ServerCertificate.serves(pem, authority.certificatePem(), NAMES)).isTrue();
        assertThat(ServerCertificate.serves(pem, authority.certificatePem(),
                List.of("[2001:DB8:0:0::1]", "HOST.example"))).isTrue();
        assertThat(ServerCertificate.serves(pem, authority.certificatePem(), List.of("192.0.2.8"))).isFalse();
        assertThat(ServerCertificate.serves(pem, other.certificatePem(), NAMES)).isFalse();
        assertThat(ServerCertificate.isSigned(pem, other.certificatePem())).isFalse();
        assertThat(ServerCertificate.serves("nothing", authority.certificatePem(), NAMES)).isFalse();
    }

    @Test
    void aCertificateThatEndsSoonServesNoMore() throws IOException {
        CertificateAuthority authority = CertificateAuthority.openOrCreate(folder.resolve("a"), Clock.systemUTC());
        Duration lifetime = lifetime(authority);
        Clock past = Clock.offset(Clock.systemUTC(), lifetime.minus(ServerCertificate.MARGIN).plusDays(1).negated());
        Clock earlier = Clock.offset(past, Duration.ofDays(2));

        assertThat(serves(CertificateAuthority.openOrCreate(folder.resolve("p"), past))).isFalse();
        assertThat(serves(CertificateAuthority.openOrCreate(folder.resolve("e"), earlier))).isTrue();
    }

    private static boolean serves(CertificateAuthority authority) {
        return ServerCertificate.serves(authority.issueServer("m", NAMES).certificatePem(), authority.certificatePem(),
                NAMES);
    }

    private Duration lifetime(CertificateAuthority authority) throws IOException {
        Path file = Files.writeString(folder.resolve("server.pem"), authority.issueServer("m", NAMES).certificatePem());
        return Duration.between(Instant.now(), authority.facts(file).notAfter());
    }
}
