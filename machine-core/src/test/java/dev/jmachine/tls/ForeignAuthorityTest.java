package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authorities that others have made: docker-machine, with RSA keys in PKCS#1 form, or openssl. */
class ForeignAuthorityTest {
    private static final X500Name DOCKER_MACHINES = new X500Name("O=alice");

    @TempDir
    private Path folder;

    @Test
    void dockerMachinesAuthoritySignsServersOfOurs() throws Exception {
        X509Certificate authority = writeDockerMachinesAuthority(DOCKER_MACHINES, DOCKER_MACHINES);
        CertificateAuthority opened = CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        ServerIdentity identity = opened.issueServer("web", List.of("192.0.2.7"));
        Path server = Files.writeString(folder.resolve("server.pem"), identity.certificatePem());
        X509Certificate certificate = Certificates.read(server).get(0);
        certificate.verify(authority.getPublicKey());
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
        assertThat(opened.facts(server).signedByAuthority()).isTrue();
    }

    @Test
    void dockerMachinesFilesStayAsTheyAre() throws Exception {
        writeDockerMachinesAuthority(DOCKER_MACHINES, DOCKER_MACHINES);
        String key = Files.readString(folder.resolve("ca-key.pem"));
        String certificate = Files.readString(folder.resolve("ca.pem"));
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        assertThat(folder.resolve("ca-key.pem")).hasContent(key.strip());
        assertThat(folder.resolve("ca.pem")).hasContent(certificate.strip());
    }

    @Test
    void dockerMachinesAuthorityIsRenewedUnderItsKey() throws Exception {
        X509Certificate old = writeDockerMachinesAuthority(DOCKER_MACHINES, DOCKER_MACHINES);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1080));
        assertThat(CertificateAuthority.openOrCreate(folder, later).renewClientIfNeeded(false)).isTrue();
        X509Certificate renewed = Certificates.read(folder.resolve("ca.pem")).get(0);
        assertThat(renewed.getPublicKey()).isEqualTo(old.getPublicKey());
        assertThat(renewed.getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
        assertThat(renewed.getNotAfter()).isAfter(old.getNotAfter());
    }

    @Test
    void anAuthorityThatAnotherHasSignedIsNotRenewedHere() throws Exception {
        writeDockerMachinesAuthority(new X500Name("CN=team"), new X500Name("CN=firm"));
        String before = Files.readString(folder.resolve("ca.pem"));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1080));
        assertThatThrownBy(() -> CertificateAuthority.open(folder, later).renewClientIfNeeded(false))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_DAMAGED);
                    assertThat(e.problem()).contains("signed by another authority, CN=firm");
                });
        assertThat(folder.resolve("ca.pem")).hasContent(before.strip());
    }

    @Test
    void opensslsEcKeyWithItsParametersIsRead() throws Exception {
        KeyPair pair = PrivateKeys.generate();
        byte[] sec1 = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                .parsePrivateKey().toASN1Primitive().getEncoded();
        ECPrivateKey withCurve = new ECPrivateKey(
                256, ECPrivateKey.getInstance(sec1).getKey(), SECObjectIdentifiers.secp256r1);
        Path file = Files.writeString(folder.resolve("key.pem"),
                Pem.encode("EC PARAMETERS", Base64.getDecoder().decode("BggqhkjOPQMBBw=="))
                + Pem.encode("EC PRIVATE KEY", withCurve.getEncoded()));
        assertThat(PrivateKeys.isPair(PrivateKeys.read(file), pair.getPublic())).isTrue();
        assertThat(KeyFormats.publicKey(PrivateKeys.read(file))).isEqualTo(pair.getPublic());
    }

    @Test
    void anEncryptedKeyIsNamedAsWhatItIs() throws IOException {
        Path file = folder.resolve("key.pem");
        for (String text : List.of(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> PrivateKeys.read(file)).isInstanceOfSatisfying(MachineException.class,
                    e -> assertThat(e.problem()).contains("The key is encrypted"));
        }
    }

    private X509Certificate writeDockerMachinesAuthority(X500Name subject, X500Name issuer) throws Exception {
        KeyPair pair = rsa();
        byte[] pkcs1 = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                .parsePrivateKey().toASN1Primitive().getEncoded();
        Files.writeString(folder.resolve("ca-key.pem"), Pem.encode("RSA PRIVATE KEY", pkcs1));
        X509Certificate certificate = authority(pair, subject, issuer);
        Files.writeString(folder.resolve("ca.pem"), Certificates.encode(certificate));
        return certificate;
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** Make what docker-machine makes: no common name, no key identifiers. */
    private static X509Certificate authority(KeyPair pair, X500Name subject, X500Name issuer) throws Exception {
        Instant start = Instant.now().minus(Duration.ofMinutes(5));
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.TEN,
                Date.from(start), Date.from(start.plus(Duration.ofDays(1080))), subject, pair.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature
                | KeyUsage.keyEncipherment | KeyUsage.keyAgreement | KeyUsage.keyCertSign));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        KeyPair signer = subject.equals(issuer) ? pair : rsa();
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate())));
    }
}
