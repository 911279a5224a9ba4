package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyFileTest {
    private static final String KEY = OpenSshKeyPair.generateEd25519("").privateKey();

    private static String pem(String form, byte[] content) {
        return "-----BEGIN " + form + "PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END " + form + "PRIVATE KEY-----\n";
    }

    @Test
    void readsPkcs8AndPkcs1AsDockerMachineWroteIt() throws IOException, NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

        assertThat(PrivateKeyFile.parse(pem("", pkcs8)).load().getPublic()).isEqualTo(pair.getPublic());
        assertThat(PrivateKeyFile.parse(pem("RSA ", pkcs1)).load().getPublic()).isEqualTo(pair.getPublic());
    }

    @Test
    void tellsThePublicKeyWithoutReadingTheSecret() throws IOException {
        PrivateKeyFile file = PrivateKeyFile.parse("a comment\n" + KEY);

        assertThat(file.isEncrypted()).isFalse();
        assertThat(file.publicKey()).map(SshPublicKey::type).contains("ssh-ed25519");
        assertThat(file.toString()).doesNotContain(KEY.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void knowsProtectedKeysOfTheOldForms() throws IOException {
        byte[] any = new byte[32];
        assertThat(PrivateKeyFile.parse(pem("ENCRYPTED ", any)).isEncrypted()).isTrue();
        String old = pem("RSA ", any).replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n");
        assertThat(PrivateKeyFile.parse(old).isEncrypted()).isTrue();
        assertThatThrownBy(() -> PrivateKeyFile.parse(old).load()).hasMessageContaining("passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "ssh-ed25519 AAAA", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"
                + "-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAUC\n-----END EC PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA==\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----"
    })
    void failsWithOneKindOfExceptionOnWhatIsNoKey(String text) {
        assertThatThrownBy(() -> PrivateKeyFile.parse(text).load()).isInstanceOf(IOException.class);
    }

    @Test
    void failsOnAKeyThatIsCutOrDamagedAnywhere() {
        byte[] content = Base64.getMimeDecoder().decode(KEY.lines()
                .filter(line -> !line.startsWith("-"))
                .reduce("", String::concat));
        for (int length = 0; length < content.length; length += 7) {
            String cut = pem("OPENSSH ", Arrays.copyOf(content, length));
            assertThatThrownBy(() -> PrivateKeyFile.parse(cut).load()).isInstanceOf(IOException.class);
        }
    }
}
