package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of connections to what is no proper SSH server, and of host keys that do not fit. */
@Timeout(120)
class SshConnectorTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OTHER_KEY = OpenSshKeyPair.generateEd25519("").publicKey();

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private KnownHosts known() {
        return new KnownHosts(folder.resolve("known_hosts"));
    }

    private SshConnector connector() {
        return new SshConnector(folder, null);
    }

    private MachineException failure(SshEndpoint endpoint, Duration timeout) {
        return catchThrowableOfType(
                MachineException.class,
                () -> connector().connect(endpoint, "m", known(), told::add, timeout).close());
    }

    private boolean answers(int port, Duration timeout) {
        return connector().probe(loopback(port), known(), told::add, timeout) == MachineState.RUNNING;
    }

    private static SshEndpoint loopback(int port) {
        return new SshEndpoint("tester", "127.0.0.1", port, List.of());
    }

    private static ServerSocket listening(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    private static Thread answering(ServerSocket server, String text) {
        Thread thread = new Thread(() -> {
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                peer.shutdownOutput();
                peer.getInputStream().readAllBytes();
            } catch (IOException closedByTheTest) {
                return;
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void tellsARefusedPort() throws IOException {
        int port;
        try (ServerSocket server = listening(1)) {
            port = server.getLocalPort();
        }

        MachineException e = failure(loopback(port), LONG);

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        assertThat(e.activity()).contains("tester@127.0.0.1:" + port);
        assertThat(e.problem()).contains("refused");
        assertThat(answers(port, LONG)).isFalse();
    }

    @Test
    void tellsANameThatDoesNotResolve() {
        MachineException e = failure(new SshEndpoint("u", "no-such-host.invalid", 22, List.of()), LONG);

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        assertThat(e.problem()).contains("no-such-host.invalid cannot be resolved");
    }

    @Test
    void givesABlackHoleUpInTime() throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket server = listening(1)) {
            fill(server, fillers);
            long start = System.nanoTime();

            assertThat(failure(loopback(server.getLocalPort()), SHORT).code()).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(answers(server.getLocalPort(), SHORT)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    /** Connect until the kernel takes no more for a server that never accepts: then it drops what comes. */
    private static void fill(ServerSocket server, List<Socket> fillers) throws IOException {
        while (true) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    @Test
    void givesASilentServerUpInTime() throws IOException {
        try (ServerSocket server = listening(10)) {
            assertThat(failure(loopback(server.getLocalPort()), SHORT).code()).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(answers(server.getLocalPort(), SHORT)).isFalse();
        }
    }

    @Test
    void tellsAServerThatHangsUpAtOnce() throws IOException {
        try (ServerSocket server = listening(10)) {
            answering(server, "");
            assertThat(failure(loopback(server.getLocalPort()), LONG).code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        }
    }

    @Test
    void tellsAServerOfAnotherProtocol() throws IOException {
        try (ServerSocket server = listening(10)) {
            answering(server, "HTTP/1.1 400 Bad Request\r\n\r\n");
            assertThat(failure(loopback(server.getLocalPort()), LONG).code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
            answering(server, "HTTP/1.1 400 Bad Request\r\n\r\n");
            assertThat(answers(server.getLocalPort(), LONG)).isFalse();
        }
    }

    @Test
    void knowsAServerByItsBannerAlsoAfterOtherLines() throws IOException {
        try (ServerSocket server = listening(10)) {
            answering(server, "Welcome, SSH- friends\r\nSSH-2.0-x\r\n");
            assertThat(answers(server.getLocalPort(), LONG)).isTrue();
        }
    }

    @Test
    void isCancelledWhileItWaits() throws Exception {
        try (ServerSocket server = listening(10)) {
            AtomicReference<MachineException> failure = new AtomicReference<>();
            Thread thread = new Thread(() -> failure.set(failure(loopback(server.getLocalPort()), LONG)));
            thread.start();
            thread.join(300);
            thread.interrupt();
            thread.join(10_000);

            assertThat(thread.isAlive()).isFalse();
            assertThat(failure.get().code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void pinsTheFirstKeyAndTellsItOnce() throws Exception {
        try (MinaHost host = new MinaHost(folder, true)) {
            String fingerprint = SshPublicKey.parse(host.hostKey()).orElseThrow().fingerprint();

            connector().connect(host.endpoint(), "m", known(), told::add, LONG).close();
            connector().connect(host.endpoint(), "m", known(), told::add, LONG).close();

            assertThat(told).containsExactly(fingerprint);
            assertThat(known().keys("m")).containsExactly(host.hostKey());
        }
    }

    @Test
    void refusesAnotherHostKeyAndShowsBothFingerprints() throws Exception {
        known().pin("m", OTHER_KEY);
        try (MinaHost host = new MinaHost(folder, true)) {
            MachineException e = failure(host.endpoint(), LONG);

            assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
            assertThat(e.problem())
                    .contains(SshPublicKey.parse(host.hostKey()).orElseThrow().fingerprint())
                    .contains(SshPublicKey.parse(OTHER_KEY).orElseThrow().fingerprint());
            assertThat(known().keys("m")).containsExactly(OTHER_KEY);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void tellsThatNoKeyIsAccepted() throws Exception {
        OpenSshKeyPair stranger = OpenSshKeyPair.generateEd25519("");
        Path key = Files.writeString(folder.resolve("stranger"), stranger.privateKey());
        try (MinaHost host = new MinaHost(folder, true)) {
            SshEndpoint right = host.endpoint();
            List<Path> keys = List.of(key, folder.resolve("gone"));
            MachineException e = failure(new SshEndpoint(right.user(), right.host(), right.port(), keys), LONG);

            assertThat(e.code()).isEqualTo(ErrorCode.SSH_AUTHENTICATION);
            assertThat(e.problem()).contains(key.toString()).contains("There is no " + folder.resolve("gone"));
        }
    }

    @Test
    void takesAConnectionThatBreaksWhileLoggingInForAHostThatIsNotReady() throws Exception {
        try (MinaHost host = new MinaHost(folder, true)) {
            host.breakOnLogin();

            assertThat(failure(host.endpoint(), LONG).code()).isEqualTo(ErrorCode.SSH_UNREACHABLE);
        }
    }

    @Test
    void findsTheUsersDefaultKeys() throws Exception {
        try (MinaHost host = new MinaHost(folder, true)) {
            SshEndpoint right = host.endpoint();
            SshEndpoint keyless = new SshEndpoint(right.user(), right.host(), right.port(), List.of());
            assertThat(failure(keyless, LONG).problem()).contains("No key could be offered");

            Files.copy(right.identities().get(0), folder.resolve("id_ed25519"));
            try (var shell = connector().connect(keyless, "m", known(), told::add, LONG)) {
                assertThat(shell.run("echo in", LONG).output()).isEqualTo("in\n");
            }
        }
    }

    @Test
    void refusesAnAliasThatCannotStandInTheFile() {
        assertThatThrownBy(() -> connector().connect(loopback(1), "a b", known(), told::add, LONG))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
}
