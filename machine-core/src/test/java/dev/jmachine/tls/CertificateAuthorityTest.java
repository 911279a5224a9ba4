package dev.jmachine.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant END = NOW.minus(Duration.ofMinutes(5)).plus(Duration.ofDays(1080));
    private static final List<String> FILES = List.of("ca-key.pem", "ca.pem", "cert.pem", "key.pem");

    @TempDir
    private Path parent;
    private Path folder;

    @BeforeEach
    void nameTheFolder() {
        folder = parent.resolve("certs");
    }

    @Test
    void aNewFolderHoldsDockerMachinesFilesWithItsModes() throws IOException {
        openOrCreate();
        assertThat(files()).containsExactlyEntriesOf(new TreeMap<>(Map.of(
                "ca-key.pem", "rw-------", "ca.pem", "rw-r--r--", "cert.pem", "rw-r--r--", "key.pem", "rw-------")));
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void theAuthorityMaySignAndNothingElseMay() {
        openOrCreate();
        X509Certificate authority = certificate("ca.pem");
        assertThat(authority.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(keyUsage(authority)).containsExactly(0, 5, 6);
        assertThat(certificate("cert.pem").getBasicConstraints()).isEqualTo(-1);
        assertThat(keyUsage(certificate("cert.pem"))).containsExactly(0);
    }

    @Test
    void certificatesAreForP256KeysAnd1080Days() {
        openOrCreate();
        for (String name : List.of("ca.pem", "cert.pem")) {
            X509Certificate certificate = certificate(name);
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(certificate.getPublicKey().getEncoded()).hasSize(91);
            assertThat(certificate.getNotBefore()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
            assertThat(certificate.getNotAfter()).isEqualTo(END);
            assertThat(certificate.getSubjectX500Principal().getName())
                    .contains("O=" + System.getProperty("user.name"));
        }
    }

    @Test
    void theClientCertificateIsTheAuthoritysAndForClientsOnly() throws Exception {
        CertificateAuthority authority = openOrCreate();
        assertThat(authority.facts(folder.resolve("cert.pem")).signedByAuthority()).isTrue();
        assertThat(certificate("cert.pem").getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertClientFits();
    }

    @Test
    void noSecurityProviderIsInstalled() {
        Provider[] before = Security.getProviders();
        openOrCreate().issueServer("web", List.of("192.0.2.7"));
        assertThat(Security.getProviders()).containsExactly(before);
    }

    @Test
    void openingAgainChangesNothing() throws IOException {
        openOrCreate();
        Map<String, String> before = contents();
        openOrCreate();
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-key.pem", "ca-key.pem ca.pem", "ca-key.pem ca.pem key.pem", "ca-key.pem ca.pem cert.pem"})
    void whatACrashHasLeftOutIsMadeAndWhatIsThereStays(String names) throws Exception {
        openOrCreate();
        Map<String, String> before = contents();
        List<String> kept = List.of(names.split(" "));
        for (String name : FILES) {
            if (!kept.contains(name)) {
                Files.delete(folder.resolve(name));
            }
        }
        openOrCreate();
        assertThat(contents()).containsOnlyKeys(FILES);
        for (String name : kept) {
            if (!name.equals("cert.pem")) {
                assertThat(contents()).containsEntry(name, before.get(name));
            }
        }
        assertClientFits();
        assertThat(openOrCreate().facts(folder.resolve("cert.pem")).signedByAuthority()).isTrue();
    }

    @Test
    void anAuthorityWithoutItsKeyIsLeftAloneAndReported() throws IOException {
        openOrCreate();
        Files.delete(folder.resolve("ca-key.pem"));
        Files.delete(folder.resolve("cert.pem"));
        Map<String, String> before = contents();
        assertDamaged(this::openOrCreate, "ca.pem has no ca-key.pem beside it");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aKeyThatIsNotTheAuthoritysIsLeftAloneAndReported() throws IOException {
        CertificateAuthority authority = openOrCreate();
        Files.copy(folder.resolve("key.pem"), folder.resolve("other"));
        Files.delete(folder.resolve("ca-key.pem"));
        Files.move(folder.resolve("other"), folder.resolve("ca-key.pem"));
        Map<String, String> before = contents();
        assertDamaged(() -> authority.issueServer("web", List.of()), "ca-key.pem is not the key of");
        assertDamaged(() -> authority.renewClientIfNeeded(true), "ca-key.pem is not the key of");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aClientCertificateOfAnotherAuthorityIsMadeAnew() throws Exception {
        Path other = parent.resolve("other");
        CertificateAuthority.openOrCreate(other, Clock.systemUTC());
        openOrCreate();
        Files.delete(folder.resolve("cert.pem"));
        Files.copy(other.resolve("cert.pem"), folder.resolve("cert.pem"));
        CertificateAuthority authority = openOrCreate();
        assertThat(authority.facts(folder.resolve("cert.pem")).signedByAuthority()).isTrue();
        assertClientFits();
    }

    @Test
    void aHalfWrittenClientCertificateIsMadeAnew() throws Exception {
        openOrCreate();
        String whole = Files.readString(folder.resolve("cert.pem"));
        Files.writeString(folder.resolve("cert.pem"), whole.substring(0, whole.length() / 2));
        openOrCreate();
        assertClientFits();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-key.pem", "ca.pem", "key.pem"})
    void otherDamagedFilesAreLeftAloneAndReported(String name) throws IOException {
        openOrCreate();
        Files.writeString(folder.resolve(name), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        Files.delete(folder.resolve("cert.pem"));
        assertDamaged(this::openOrCreate, "The file holds no");
        assertThat(folder.resolve(name)).hasContent("-----BEGIN CERTIFICATE-----\nAAAA\n");
    }

    @Test
    void temporaryFilesOfACrashAreSweptUpAndThoseInUseAreNot() throws IOException {
        openOrCreate();
        Path abandoned = Files.writeString(folder.resolve(".pem-1"), "x");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        Path inUse = Files.writeString(folder.resolve(".pem-2"), "x");
        openOrCreate();
        assertThat(abandoned).doesNotExist();
        assertThat(inUse).exists();
    }

    @Test
    void anUnwritableFolderIsReportedAsSuch() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        assertThatThrownBy(this::openOrCreate).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_IO);
            assertThat(e.activity()).contains(folder.toString());
        });
    }

    @Test
    void openingAFolderWithoutAnAuthorityMakesNone() {
        assertDamaged(() -> CertificateAuthority.open(folder, at(NOW)), "There is no certificate authority");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aClientCertificateIsRenewedOnlyWhenItEndsSoonOrOnDemand() {
        openOrCreate();
        assertThat(at(folder, END.minus(Duration.ofDays(31))).renewClientIfNeeded(false)).isFalse();
        assertThat(at(folder, NOW).renewClientIfNeeded(true)).isTrue();
        assertThat(at(folder, END.minus(Duration.ofDays(29))).renewClientIfNeeded(false)).isTrue();
        assertThat(certificate("cert.pem").getNotAfter()).isAfter(END);
    }

    @Test
    void anAuthorityIsRenewedUnderItsKeyAndNameSoThatOldCertificatesStayGood() throws Exception {
        ServerIdentity server = openOrCreate().issueServer("web", List.of("192.0.2.7"));
        Files.writeString(folder.resolve("server.pem"), server.certificatePem());
        X509Certificate old = certificate("ca.pem");
        String key = Files.readString(folder.resolve("ca-key.pem"));
        Instant later = END.plus(Duration.ofDays(1));
        assertThat(at(folder, later).renewClientIfNeeded(false)).isTrue();
        X509Certificate renewed = certificate("ca.pem");
        assertThat(renewed.getNotAfter()).isEqualTo(later.minus(Duration.ofMinutes(5)).plus(Duration.ofDays(1080)));
        assertThat(renewed.getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
        assertThat(folder.resolve("ca-key.pem")).hasContent(key.strip());
        assertThat(at(folder, later).facts(folder.resolve("server.pem")).signedByAuthority()).isTrue();
        assertClientFits();
    }

    @Test
    void certificatesBesideARenewedAuthorityAreKept() throws IOException {
        openOrCreate();
        Path other = parent.resolve("other");
        CertificateAuthority.openOrCreate(other, at(NOW));
        String bundle = Files.readString(folder.resolve("ca.pem")) + Files.readString(other.resolve("ca.pem"));
        Files.writeString(folder.resolve("ca.pem"), bundle);
        at(folder, END).renewClientIfNeeded(false);
        assertThat(Certificates.read(folder.resolve("ca.pem"))).hasSize(2)
                .last().isEqualTo(Certificates.read(other.resolve("ca.pem")).get(0));
    }

    @Test
    void anExpiredAuthoritySignsNoServer() {
        openOrCreate();
        assertThatThrownBy(() -> at(folder, END).issueServer("web", List.of()))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.TLS);
                    assertThat(e.problem()).isEqualTo("The certificate authority in " + folder
                            + " expired on " + END.toString().substring(0, 10) + ".");
                });
    }

    @Test
    void aMachineGetsCopiesOfTheClientsFiles() throws IOException {
        Path machine = parent.resolve("machines/web");
        openOrCreate().copyClientFiles(machine);
        for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
            assertThat(machine.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
            assertThat(mode(machine.resolve(name))).isEqualTo(mode(folder.resolve(name)));
        }
        assertThat(machine.resolve("ca-key.pem")).doesNotExist();
    }

    @Test
    void factsSayWhatIsLeftOfACertificate() {
        CertificateFacts facts = openOrCreate().facts(folder.resolve("cert.pem"));
        assertThat(facts.notAfter()).isEqualTo(END);
        assertThat(facts.daysLeft(NOW)).isEqualTo(1079);
        assertThat(facts.daysLeft(END.minusSeconds(1))).isZero();
        assertThat(facts.hasExpired(END.minusSeconds(1))).isFalse();
        assertThat(facts.daysLeft(END.plusSeconds(1))).isEqualTo(-1);
        assertThat(facts.hasExpired(END)).isTrue();
    }

    @Test
    void anInterruptedThreadIsToldThatItWasCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::openOrCreate).isInstanceOfSatisfying(MachineException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        openOrCreate();
        assertThat(folder.resolve("cert.pem")).exists();
    }

    private CertificateAuthority openOrCreate() {
        return CertificateAuthority.openOrCreate(folder, at(NOW));
    }

    private static CertificateAuthority at(Path folder, Instant time) {
        return CertificateAuthority.open(folder, at(time));
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private void assertDamaged(ThrowingCallable action, String problem) {
        assertThatThrownBy(action).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_DAMAGED);
        });
    }

    private void assertClientFits() {
        assertThat(PrivateKeys.isPair(PrivateKeys.read(folder.resolve("key.pem")),
                certificate("cert.pem").getPublicKey())).isTrue();
        assertThat(Certificates.isSignedBy(certificate("cert.pem"), certificate("ca.pem").getPublicKey())).isTrue();
    }

    private X509Certificate certificate(String name) {
        return Certificates.read(folder.resolve(name)).get(0);
    }

    private static List<Integer> keyUsage(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        return Stream.iterate(0, bit -> bit + 1).limit(bits.length).filter(bit -> bits[bit]).toList();
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                modes.put(file.getFileName().toString(), mode(file));
            }
        }
        return modes;
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : files().keySet()) {
            contents.put(name, Files.readString(folder.resolve(name), US_ASCII));
        }
        return contents;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
