package dev.jmachine.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.tls.CertificateAuthority;
import dev.jmachine.tls.ServerIdentity;
import dev.jmachine.tls.TlsMaterial;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's TLS sockets, which go their own way from the TLS engine that our side uses. */
@Timeout(60)
class TlsStreamTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MANY = 1_000_000;

    @TempDir
    private Path folder;
    private SSLServerSocket server;
    private CompletableFuture<?> served = CompletableFuture.completedFuture(null);

    @BeforeEach
    void listen() throws IOException {
        ServerIdentity identity = CertificateAuthority.openOrCreate(folder, Clock.systemUTC())
                .issueServer("web", List.of("127.0.0.1"));
        SSLContext context = new TlsMaterial(folder.resolve("ca.pem"),
                Files.writeString(folder.resolve("server.pem"), identity.certificatePem()),
                Files.writeString(folder.resolve("server-key.pem"), identity.keyPem())).context();
        server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        served.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void manyBytesComeThroughWholeBothWays(String protocol) throws IOException {
        server.setEnabledProtocols(new String[] {protocol});
        serve(socket -> {
            byte[] bytes = socket.getInputStream().readNBytes(MANY);
            socket.getOutputStream().write(bytes);
        });
        byte[] sent = new byte[MANY];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + i / 251);
        }
        ByteBuffer received = ByteBuffer.allocate(MANY + 1);
        try (ByteStream stream = connect()) {
            stream.write(ByteBuffer.wrap(sent));
            while (stream.read(received) >= 0) {
                assertThat(received.hasRemaining()).isTrue();
            }
        }
        assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(sent));
    }

    @Test
    void aServersNewKeysAreTakenUpBetweenTwoRecords() throws IOException {
        server.setEnabledProtocols(new String[] {"TLSv1.3"});
        serve(socket -> {
            socket.getOutputStream().write("one ".getBytes(US_ASCII));
            socket.startHandshake();
            socket.getOutputStream().write("two".getBytes(US_ASCII));
        });
        ByteBuffer received = ByteBuffer.allocate(100);
        try (ByteStream stream = connect()) {
            while (stream.read(received) >= 0) {
                assertThat(received.hasRemaining()).isTrue();
            }
        }
        assertThat(new String(received.array(), 0, received.position(), US_ASCII)).isEqualTo("one two");
    }

    @Test
    void aServerThatClosesWithinTheHandShakeIsNotWaitedFor() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            served = CompletableFuture.runAsync(() -> readSomeAndClose(plain));
            assertThatThrownBy(() -> connect(plain.getLocalPort())).isInstanceOf(EOFException.class);
        }
    }

    private ByteStream connect() throws IOException {
        return connect(server.getLocalPort());
    }

    private ByteStream connect(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return TlsStream.connect(ChannelStream.connect(address, Deadline.after(TIMEOUT)),
                TlsMaterial.in(folder).context(), "127.0.0.1", port);
    }

    private static void readSomeAndClose(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getInputStream().read(new byte[10_000]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(Script script) {
        served = CompletableFuture.runAsync(() -> {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                script.answer(socket);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private interface Script {
        void answer(SSLSocket socket) throws IOException;
    }
}
