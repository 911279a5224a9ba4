package dev.jmachine.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String VERSION =
            "{\"Version\":\"26.1.5\",\"ApiVersion\":\"1.45\",\"Os\":\"linux\",\"Arch\":\"amd64\"}";
    private static final EngineStatus STATUS = new EngineStatus("26.1.5", "1.45", "linux", "amd64");
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @TempDir
    private Path folder;

    @Test
    void theVersionIsAskedForInOneRequest() throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(OK + "Content-Length: 68\r\n\r\n" + VERSION)) {
            assertThat(client(server.url()).status(TIMEOUT)).isEqualTo(STATUS);
            assertThat(server.lines()).startsWith("GET /version HTTP/1.1", "Host: " + server.url().getAuthority())
                    .contains("Connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 68\r\n\r\n" + VERSION + "and more",
        "content-length:68\r\n\r\n" + VERSION,
        "\r\n" + VERSION,
        "Transfer-Encoding: chunked\r\n\r\n44\r\n" + VERSION + "\r\n0\r\n\r\n",
        "Transfer-Encoding: Chunked\r\n\r\n1\r\n{\r\n43;a=b\r\n\"Version\":\"26.1.5\",\"ApiVersion\":\"1.45\","
                + "\"Os\":\"linux\",\"Arch\":\"amd64\"}\r\n00\r\nTrailer: x\r\n\r\n",
    })
    void everyLengthThatHttpKnowsIsUnderstood(String rest) throws IOException {
        assertThat(VERSION).hasSize(68);
        assertAnswers(OK + rest);
        assertAnswers("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + rest);
        assertAnswers("HTTP/1.0 200\n" + rest.replace("\r\n", "\n"));
    }

    @Test
    void anAnswerMayComeByteByByte() throws IOException {
        String answer = OK + "Transfer-Encoding: chunked\r\n\r\n44\r\n" + VERSION + "\r\n0\r\n\r\n";
        try (ScriptedServer server = new ScriptedServer(output -> {
            for (byte next : answer.getBytes(US_ASCII)) {
                output.write(next);
                output.flush();
            }
        })) {
            assertThat(client(server.url()).status(TIMEOUT)).isEqualTo(STATUS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9.2p1 Debian\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        OK + "no colon\r\n\r\n",
        OK + "Content-Length: -1\r\n\r\n",
        OK + "Content-Length: 99999999999\r\n\r\n",
        OK + "Content-Length: 50000000\r\n\r\n",
        OK + "Transfer-Encoding: gzip\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\nno number\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
        OK + "\r\n<html>",
        OK + "\r\n[]",
        OK + "\r\n{\"Version\":\"1\"}",
    })
    void whatIsNoEngineIsCalledSo(String answer) throws IOException {
        assertFails(answer, ErrorCode.ENGINE_UNREACHABLE, "What answers there is not a Docker Engine");
    }

    @Test
    void anEndlessAnswerIsGivenUp() throws IOException {
        assertEndless("a", OK);
        assertEndless("Name: value\r\n", OK);
        assertEndless("0123456789abcdef\r\n", OK + "\r\n");
        assertEndless("10\r\n0123456789abcdef\r\n", OK + "Transfer-Encoding: chunked\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "HTTP/1.1 200", OK + "Name: v", OK + "Content-Length: 69\r\n\r\n" + VERSION,
        OK + "Transfer-Encoding: chunked\r\n\r\n44\r\n" + VERSION + "\r\n",
    })
    void anAnswerCutShortIsNotTakenForWhole(String answer) throws IOException {
        assertFails(answer, ErrorCode.ENGINE_UNREACHABLE, "It closed the connection without a whole answer.");
    }

    @Test
    void anErrorOfTheEngineIsPassedOn() throws IOException {
        assertFails("HTTP/1.1 500 Internal Server Error\r\n\r\n{\"message\":\"disk is full\"}\n",
                ErrorCode.ENGINE_UNREACHABLE, "It answered with HTTP status 500: {\"message\":\"disk is full\"}");
    }

    @Test
    void aForwarderBeforeAnEngineThatIsNotUpIsNotTakenForARefusal() throws IOException {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        assertFails("", ErrorCode.ENGINE_UNREACHABLE, "It closed the connection without a whole answer.");
        try (ServerSocket forwarder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> reset = CompletableFuture.runAsync(() -> acceptAndReset(forwarder));
            assertFails(client(URI.create("tcp://127.0.0.1:" + forwarder.getLocalPort())), TIMEOUT,
                    ErrorCode.ENGINE_UNREACHABLE, "The network says: ");
            reset.join();
        }
    }

    @Test
    void anExpiredClientCertificateIsNamedWhenTheConnectionIsCutOff() throws IOException {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        CertificateAuthority.open(folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(-1100)))
                .renewClientIfNeeded(true);
        assertFails("", ErrorCode.TLS, "It closed the connection without a whole answer. "
                + "The client certificate in " + folder + " expired on ");
    }

    @Test
    void anEngineThatWantsTlsIsRecognizedByItsComplaint() throws IOException {
        assertFails("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
                ErrorCode.TLS, "It wants TLS, but there is no client certificate.");
    }

    @Test
    void anEngineThatDoesNotSpeakTlsIsRecognizedWhenWeDo() throws IOException {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        String answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request";
        try (ScriptedServer server = new ScriptedServer(output -> output.write(answer.getBytes(US_ASCII)))) {
            assertFails(client(server.url()), TIMEOUT, ErrorCode.TLS, "It does not speak TLS.");
        }
    }

    @Test
    void tlsIsSpokenOnlyWithAllOfItsFiles() throws IOException {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        Files.delete(folder.resolve("key.pem"));
        assertFails(client(URI.create("tcp://127.0.0.1:1")), TIMEOUT, ErrorCode.STORE_DAMAGED,
                "The file " + folder.resolve("key.pem") + " is missing.");
    }

    @Test
    void httpsIsNeverAnsweredWithoutTls() {
        assertFails(client(URI.create("https://127.0.0.1:1")), TIMEOUT, ErrorCode.STORE_DAMAGED,
                "The file " + folder.resolve("ca.pem") + " is missing.");
    }

    @Test
    void anExpiredAuthorityIsRefusedAsDockerRefusesIt() {
        CertificateAuthority.openOrCreate(
                folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(-1100)));
        assertFails(client(URI.create("tcp://127.0.0.1:1")), TIMEOUT, ErrorCode.TLS,
                "The certificate authority expired on ");
    }

    @Test
    void aTrickleOfBytesDoesNotOutliveTheDeadline() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(output -> {
            output.write(OK.getBytes(US_ASCII));
            do {
                output.write("a".getBytes(US_ASCII));
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        })) {
            assertFails(client(server.url()), SHORT, ErrorCode.TIMEOUT, "There was no answer within 0.3 s.");
        }
    }

    @Test
    void aTrickleWithinTheTlsHandShakeDoesNotEither() throws IOException {
        CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        CountDownLatch never = new CountDownLatch(1);
        byte[] recordOfManyBytes = {22, 3, 3, 64, 0};
        try (ScriptedServer server = new ScriptedServer(output -> {
            output.write(recordOfManyBytes);
            do {
                output.write(0);
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        })) {
            assertFails(client(server.url()), SHORT, ErrorCode.TIMEOUT, "There was no answer within 0.3 s.");
        }
    }

    @Test
    void anInterruptionEndsTheWaitAtOnceAndStaysSet() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EngineClient client = client(URI.create("tcp://127.0.0.1:" + silent.getLocalPort()));
            AtomicReference<Boolean> flag = new AtomicReference<>();
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    client.status(Duration.ofMinutes(5));
                } catch (MachineException e) {
                    flag.set(Thread.currentThread().isInterrupted());
                    outcome.complete(e);
                }
            });
            thread.start();
            silent.accept().getInputStream().read();
            thread.interrupt();
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(MachineException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void anEngineIsAskedThroughItsUnixSocket() throws Exception {
        Path path = folder.resolve("docker.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answerOnce(server));
            EngineClient client = client(URI.create("unix://" + path));
            assertThat(client.status(TIMEOUT)).isEqualTo(STATUS);
            answer.get(10, TimeUnit.SECONDS);
            assertThat(client.reachable(TIMEOUT)).isTrue();
        }
    }

    @Test
    void aMissingUnixSocketIsReportedAsSuch() {
        EngineClient client = client(URI.create("unix://" + folder.resolve("none.sock")));
        assertFails(client, TIMEOUT, ErrorCode.ENGINE_UNREACHABLE, "The network says: ");
        assertThat(client.reachable(TIMEOUT)).isFalse();
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        String host = "a".repeat(64) + ".invalid";
        assertFails(client(URI.create("tcp://" + host + ":2376")), TIMEOUT, ErrorCode.ENGINE_UNREACHABLE,
                "The host name " + host + " is not known.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://host", "npipe:////./pipe/x", "tcp://host:port", "tcp://host:65536", "tcp://:2376"})
    void urlsThatCannotBeAskedAreRefused(String url) {
        assertThatThrownBy(() -> client(URI.create(url)).status(TIMEOUT))
                .isInstanceOfSatisfying(MachineException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void aPortIsReachableWhileSomebodyListensThere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EngineClient client = client(URI.create("tcp://127.0.0.1:" + server.getLocalPort()));
            assertThat(client.reachable(TIMEOUT)).isTrue();
            server.close();
            assertThat(client.reachable(TIMEOUT)).isFalse();
        }
    }

    @Test
    void noThreadIsLeftBehind() throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(OK + "\r\n" + VERSION)) {
            client(URI.create("tcp://localhost:" + server.url().getPort())).status(TIMEOUT);
        }
        Deadline.after(TIMEOUT).await("the end of the look-up", Duration.ofMillis(10),
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("jmachine")));
    }

    private EngineClient client(URI url) {
        return new EngineClient(url, folder);
    }

    private void assertAnswers(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(answer)) {
            assertThat(client(server.url()).status(TIMEOUT)).isEqualTo(STATUS);
        }
    }

    private void assertFails(String answer, ErrorCode code, String problem) throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(answer)) {
            assertFails(client(server.url()), TIMEOUT, code, problem);
        }
    }

    private void assertEndless(String repeated, String start) throws IOException {
        try (ScriptedServer server = new ScriptedServer(output -> {
            output.write(start.getBytes(US_ASCII));
            byte[] block = repeated.repeat(1000).getBytes(US_ASCII);
            while (true) {
                output.write(block);
            }
        })) {
            assertFails(client(server.url()), TIMEOUT, ErrorCode.ENGINE_UNREACHABLE, "is not a Docker Engine: ");
        }
    }

    private static void assertFails(EngineClient client, Duration timeout, ErrorCode code, String problem) {
        assertThatThrownBy(() -> client.status(timeout)).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private static void acceptAndReset(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answerOnce(ServerSocketChannel server) {
        try (SocketChannel connection = server.accept()) {
            connection.read(ByteBuffer.allocate(1000));
            connection.write(ByteBuffer.wrap((OK + "\r\n" + VERSION).getBytes(US_ASCII)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
