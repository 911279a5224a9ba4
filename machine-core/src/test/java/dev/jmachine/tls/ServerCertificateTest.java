package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCertificateTest {
    private static final int NAME = 2;
    private static final int ADDRESS = 7;

    @TempDir
    private Path folder;
    private CertificateAuthority authority;

    @BeforeEach
    void makeAnAuthority() {
        authority = CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
    }

    @Test
    void addressesAndNamesAreToldApart() throws Exception {
        assertThat(alternatives("192.0.2.7", "2001:db8::7", "[::1]", "web.example.org", "*.example.org", "1a.example"))
                .containsExactly(
                        List.of(ADDRESS, "192.0.2.7"),
                        List.of(ADDRESS, "2001:db8:0:0:0:0:0:7"),
                        List.of(ADDRESS, "0:0:0:0:0:0:0:1"),
                        List.of(NAME, "web.example.org"),
                        List.of(NAME, "*.example.org"),
                        List.of(NAME, "1a.example"),
                        List.of(NAME, "web-1"),
                        List.of(NAME, "localhost"));
    }

    @Test
    void eachNameStandsInItOnceAndInTheFormThatClientsCompare() throws Exception {
        assertThat(alternatives("localhost", "web-1", "büro.example.", "fe80::1%eth0", "fe80::1"))
                .containsExactly(
                        List.of(NAME, "localhost"),
                        List.of(NAME, "web-1"),
                        List.of(NAME, "xn--bro-hoa.example"),
                        List.of(ADDRESS, "fe80:0:0:0:0:0:0:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "300.1.1.1", "1.2.3", "a b", "web/1", "::g", "-web", "a..b", "tcp://web", "web:22"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> authority.issueServer("web-1", List.of(text)))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(e.problem()).contains("\"" + text + "\"");
                });
    }

    @Test
    void aServerIsNoClientSoThatOneHostOpensNoOther() throws Exception {
        assertThat(issue().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void aManagerIsAClientOfOtherEnginesToo() throws Exception {
        X509Certificate certificate = read(authority.issueManager("web-1", List.of("192.0.2.7")));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames()).contains(List.of(ADDRESS, "192.0.2.7"));
    }

    @Test
    void theCertificateNamesTheMachineAndItsOwner() throws Exception {
        assertThat(issue().getSubjectX500Principal().getName())
                .isEqualTo("CN=web-1,O=" + System.getProperty("user.name"));
    }

    @Test
    void everyServerHasAKeyAndASerialNumberOfItsOwn() throws Exception {
        X509Certificate first = issue();
        X509Certificate second = issue();
        assertThat(first.getPublicKey()).isNotEqualTo(second.getPublicKey());
        assertThat(first.getSerialNumber()).isNotEqualTo(second.getSerialNumber()).isPositive();
    }

    @Test
    void theKeyBelongsToTheCertificateAndStaysOutOfTexts() throws Exception {
        ServerIdentity identity = authority.issueServer("web-1", List.of());
        Path key = Files.writeString(folder.resolve("server-key.pem"), identity.keyPem());
        assertThat(PrivateKeys.isPair(PrivateKeys.read(key), read(identity).getPublicKey())).isTrue();
        assertThat(identity.toString()).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE KEY");
    }

    private List<List<?>> alternatives(String... names) throws Exception {
        return List.copyOf(read(authority.issueServer("web-1", List.of(names))).getSubjectAlternativeNames());
    }

    private X509Certificate issue() throws IOException {
        return read(authority.issueServer("web-1", List.of("192.0.2.7")));
    }

    private X509Certificate read(ServerIdentity identity) throws IOException {
        return Certificates.read(Files.writeString(folder.resolve("server.pem"), identity.certificatePem())).get(0);
    }
}
