package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, algorithms and key re-exchange against the real OpenSSH server. */
@Timeout(120)
class OpenSshConnectorIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private RemoteShell connect(OpenSshHost host, SshEndpoint endpoint, String hostKey, Path agent) {
        KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
        known.pin("m", hostKey);
        return new SshConnector(folder, agent).connect(endpoint, "m", known, key -> {}, TIMEOUT);
    }

    private void assertLogsIn(OpenSshHost host, Path identity) {
        try (RemoteShell shell = connect(host, host.endpoint(identity), host.hostKey(), null)) {
            assertThat(shell.run("echo in", TIMEOUT).output()).isEqualTo("in\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-t ed25519", "-t rsa -b 2048", "-t ecdsa -b 256", "-t ecdsa -b 384", "-t ecdsa -b 521",
        "-t rsa -b 2048 -m PEM", "-t rsa -b 2048 -m PKCS8", "-t ecdsa -m PEM", "-t ecdsa -m PKCS8"
    })
    void logsInWithKeysOfEveryKind(String options) throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"))) {
            Path key = host.generate("key", options.split(" "));
            host.authorize(key);

            assertLogsIn(host, key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa"})
    void asksForTheKindOfKeyThatIsPinned(String type) throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519", "rsa"));
                RemoteShell shell = connect(host, host.endpoint(), host.hostKey(type), null)) {
            assertThat(shell.run("echo in", TIMEOUT).output()).isEqualTo("in\n");
        }
    }

    @Test
    void tellsThePinnedKeyWhenTheHostHasOnlyOneOfAnotherKind() throws IOException {
        String pinned = OpenSshKeyPair.generateEd25519("").publicKey();
        try (OpenSshHost host = new OpenSshHost(folder, List.of("rsa"))) {
            assertThatThrownBy(() -> connect(host, host.endpoint(), pinned, null))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
                        assertThat(e.problem())
                                .contains(SshPublicKey.parse(pinned).orElseThrow().fingerprint())
                                .contains(SshPublicKey.parse(host.hostKey("rsa")).orElseThrow().fingerprint());
                    });
        }
    }

    @Test
    void tellsThatEcdsaHostKeysAloneAreNotEnough() throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ecdsa"))) {
            assertThatThrownBy(() -> connect(host, host.endpoint(), host.hostKey("ecdsa"), null))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED);
                        assertThat(e.problem()).contains("HostKeyAlgorithms").contains("ecdsa-sha2-nistp256");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Ciphers aes128-gcm@openssh.com", "Ciphers aes256-gcm@openssh.com", "Ciphers aes128-ctr",
        "Ciphers aes256-ctr", "KexAlgorithms curve25519-sha256",
        "KexAlgorithms ecdh-sha2-nistp256", "KexAlgorithms ecdh-sha2-nistp521",
        "KexAlgorithms diffie-hellman-group14-sha256", "KexAlgorithms diffie-hellman-group16-sha512"
    })
    void speaksEachOfItsAlgorithms(String setting) throws IOException {
        String macs = "MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256";
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"), setting, macs)) {
            assertLogsIn(host, folder.resolve("user"));
        }
    }

    @Test
    void tellsWhenThereIsNoCommonAlgorithm() throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"), "Ciphers aes192-ctr")) {
            assertThatThrownBy(() -> connect(host, host.endpoint(), host.hostKey(), null))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED);
                        assertThat(e.problem()).contains("aes192-ctr");
                    });
        }
    }

    @Test
    void goesOnWhenTheHostExchangesKeysAgain() throws IOException {
        byte[] bytes = new byte[8_000_000];
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"), "RekeyLimit 2M", "LogLevel DEBUG1");
                RemoteShell shell = connect(host, host.endpoint(), host.hostKey(), null)) {
            shell.stream("cat", new ByteArrayInputStream(bytes), back, OutputStream.nullOutputStream());
            shell.upload(Files.write(folder.resolve("big"), bytes), folder.resolve("copy").toString());
            assertThat(host.log()).contains("rekeying");
        }

        assertThat(back.size()).isEqualTo(bytes.length);
        assertThat(folder.resolve("copy")).hasSize(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa -b 2048 -m PEM", "-t ecdsa -m PKCS8"})
    void tellsThatAPassphraseProtectsTheKey(String options) throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"))) {
            Path key = host.generate("key", (options + " -N secret").split(" "));
            host.authorize(key);

            assertThatThrownBy(() -> connect(host, host.endpoint(key), host.hostKey(), null))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
                        assertThat(e.problem()).contains(key.toString()).contains("passphrase");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa -b 2048", "-t ecdsa"})
    void usesTheAgentForAProtectedKeyAndWhenNoneIsNamed(String options) throws Exception {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"));
                AgentProcess agent = new AgentProcess(folder)) {
            Path key = host.generate("key", options.split(" "));
            host.authorize(key);
            agent.add(key);
            agent.protect(key);

            try (RemoteShell named = connect(host, host.endpoint(key), host.hostKey(), agent.socket());
                    RemoteShell any = connect(host, host.endpoint(), host.hostKey(), agent.socket())) {
                assertThat(named.run("echo in", TIMEOUT).output()).isEqualTo("in\n");
                assertThat(any.run("echo in", TIMEOUT).output()).isEqualTo("in\n");
            }
        }
    }

    @Test
    void tellsThatTheAgentIsGone() throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"))) {
            SshEndpoint keyless = host.endpoint(new Path[0]);

            assertThatThrownBy(() -> connect(host, keyless, host.hostKey(), folder.resolve("gone")))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
                        assertThat(e.problem()).contains("SSH agent");
                    });
        }
    }

    @Test
    void tellsThatTheHostHangsUpAfterTooManyKeys() throws IOException {
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519"), "MaxAuthTries 2")) {
            Path[] keys = new Path[4];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = host.generate("stranger" + i, "-t", "ed25519");
            }

            assertThatThrownBy(() -> connect(host, host.endpoint(keys), host.hostKey(), null))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
                        assertThat(e.problem()).contains("Too many authentication failures");
                    });
        }
    }

    @Test
    void isKnownToOpenSshsOwnClientByTheSameFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "OpenSSH's client is not installed");
        try (OpenSshHost host = new OpenSshHost(folder, List.of("ed25519", "rsa"))) {
            KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
            SshEndpoint endpoint = host.endpoint();
            new SshConnector(folder, null).connect(endpoint, "box", known, key -> {}, TIMEOUT).close();

            Process client = new ProcessBuilder(
                            "/usr/bin/ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes",
                            "-o", "HostKeyAlias=box", "-o", "UserKnownHostsFile=" + folder.resolve("known_hosts"),
                            "-i", endpoint.identities().get(0).toString(), "-p", "" + endpoint.port(),
                            endpoint.user() + "@" + endpoint.host(), "echo in")
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("in\n");
            assertThat(known.keys("box")).containsExactly(host.hostKey());
        }
    }
}
