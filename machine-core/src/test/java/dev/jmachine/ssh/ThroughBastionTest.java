package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which hop is trusted for what, and which is told to have failed. */
@Timeout(120)
class ThroughBastionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private MinaHost host;
    private MinaHost way;

    @BeforeEach
    void start() throws Exception {
        host = new MinaHost(Files.createDirectory(folder.resolve("host")), true);
        way = new MinaHost(Files.createDirectory(folder.resolve("way")), false).forwarding();
    }

    @AfterEach
    void stop() {
        host.close();
        way.close();
    }

    private KnownHosts known() {
        return new KnownHosts(folder.resolve("known_hosts"));
    }

    private SshEndpoint endpoint() {
        return new HostBehindBastion(host, way).endpoint();
    }

    private RemoteShell connect(SshEndpoint endpoint) {
        return new SshConnector(folder, null).connect(endpoint, "m", known(), told::add, TIMEOUT);
    }

    private MachineException failure(SshEndpoint endpoint) {
        return catchThrowableOfType(MachineException.class, () -> connect(endpoint).close());
    }

    private MachineState probe(SshEndpoint endpoint) {
        return new SshConnector(folder, null).probe(endpoint, known(), told::add, TIMEOUT);
    }

    @Test
    void theKeysOfBothHostsArePinnedAndToldAtTheFirstConnectionAndVerifiedAtTheNext() {
        connect(endpoint()).close();
        connect(endpoint()).close();

        assertThat(known().keys("m")).containsExactly(host.hostKey());
        assertThat(known().keys(KnownHosts.BASTION)).containsExactly(way.hostKey());
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("SHA256:").endsWith(" of the bastion tester@127.0.0.1:" + way.endpoint().port());
        assertThat(told.get(1)).startsWith("SHA256:").doesNotContain("bastion");
    }

    @Test
    void anotherKeyOfTheBastionIsRefused() {
        known().pin(KnownHosts.BASTION, OpenSshKeyPair.generateEd25519("").publicKey());

        MachineException e = failure(endpoint());

        assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
        assertThat(e.activity()).startsWith("Connecting to the bastion ");
        assertThat(known().keys("m")).isEmpty();
    }

    @Test
    void anotherKeyOfTheHostBehindItIsRefused() {
        known().pin("m", OpenSshKeyPair.generateEd25519("").publicKey());

        MachineException e = failure(endpoint());

        assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
        assertThat(e.activity()).startsWith("Connecting to tester@").contains(" through the bastion ");
    }

    @Test
    void aBastionThatTakesNoneOfTheKeysIsNamed() {
        Bastion wrongKey = new Bastion("tester", "127.0.0.1", way.endpoint().port(),
                Optional.of(host.endpoint().identities().get(0)));

        MachineException e = failure(host.endpoint().through(wrongKey));

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
        assertThat(e.activity()).startsWith("Connecting to the bastion ");
        assertThat(catchThrowableOfType(MachineException.class, () -> probe(host.endpoint().through(wrongKey))).code())
                .isEqualTo(ErrorCode.SSH_AUTHENTICATION);
    }

    @Test
    void aBastionThatIsNotThereIsNamed() {
        SshEndpoint endpoint = endpoint();
        way.close();

        MachineException e = failure(endpoint);

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        assertThat(e.activity()).startsWith("Connecting to the bastion ");
        assertThat(probe(endpoint)).isEqualTo(MachineState.TIMEOUT);
    }

    @Test
    void aBastionThatLetsNothingThroughIsToldSo() throws Exception {
        try (MinaHost closed = new MinaHost(Files.createDirectory(folder.resolve("closed")), false)) {
            MachineException e = failure(new HostBehindBastion(host, closed).endpoint());

            assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED);
            assertThat(e.activity()).contains(" through the bastion ");
            assertThat(e.problem()).startsWith("The bastion does not let connections through.");
        }
    }

    @Test
    void aHostThatTheBastionCannotReachIsToldSo() {
        SshEndpoint endpoint = endpoint();
        host.close();

        MachineException e = failure(endpoint);

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        assertThat(e.activity()).startsWith("Connecting to tester@").contains(" through the bastion ");
        assertThat(e.problem()).startsWith("The bastion cannot reach it: ");
    }

    @Test
    void theHostBehindItIsProbedAndTheBastionLeft() throws IOException {
        assertThat(probe(endpoint())).isEqualTo(MachineState.RUNNING);
        assertThat(told).hasSize(1);
        assertThat(known().keys(KnownHosts.BASTION)).containsExactly(way.hostKey());
        assertThat(known().keys("m")).isEmpty();
    }
}
