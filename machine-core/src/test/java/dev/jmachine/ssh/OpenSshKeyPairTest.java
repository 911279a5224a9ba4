package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSshKeyPairTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "jmachine", "a longer comment with spaces"})
    void isReadByOpenSshItself(String comment) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "ssh-keygen is not installed");
        OpenSshKeyPair pair = OpenSshKeyPair.generateEd25519(comment);
        Path file = folder.resolve("key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pair.privateKey());

        Process reading = new ProcessBuilder("/usr/bin/ssh-keygen", "-y", "-P", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();

        String answer = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(answer).isEqualTo(pair.publicKey());
    }

    @RepeatedTest(5)
    void isReadByUs() throws IOException {
        OpenSshKeyPair pair = OpenSshKeyPair.generateEd25519("x");
        KeyProvider read = PrivateKeyFile.parse(pair.privateKey()).load();

        assertThat(pair.publicKey()).isEqualTo(SshPublicKey.of(read.getPublic()) + " x");
        assertThat(read.getPrivate().getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void isAnotherEachTimeAndKeepsItsSecretOutOfItsText() {
        OpenSshKeyPair one = OpenSshKeyPair.generateEd25519("");

        assertThat(OpenSshKeyPair.generateEd25519("").privateKey()).isNotEqualTo(one.privateKey());
        assertThat(one).hasToString(one.publicKey());
    }
}
