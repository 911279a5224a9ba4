package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedSocketTest {
    private static final Duration SILENCE = Duration.ofMillis(300);

    private ServerSocket server;
    private WatchedSocket socket;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        socket = new WatchedSocket();
        socket.connect("127.0.0.1", server.getLocalPort());
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
    }

    @Test
    void noticesAPeerThatIsSilentTooLong() throws IOException {
        socket.watch(SILENCE);
        InputStream input = socket.input();

        assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessageContaining("has not answered");
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void endsWhenWhatStandsOnItIsSilentThoughThePeerIsNot() throws IOException {
        socket.alsoWatch(() -> {
            throw new IOException("silent");
        });
        socket.watch(SILENCE);
        peer.getOutputStream().write('x');
        InputStream input = socket.input();

        assertThat(input.read()).isEqualTo('x');
        assertThatThrownBy(input::read).hasMessage("silent");
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void freesAWriterWhoseDataADeadPeerNeverTakes() throws Exception {
        socket.watch(SILENCE);
        OutputStream output = socket.output();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeForEver(output));
        InputStream input = socket.input();

        assertThatThrownBy(input::read).hasMessageContaining("has not answered");

        assertThatThrownBy(() -> writing.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        assertThat(socket.isWriting()).isFalse();
    }

    private static void writeForEver(OutputStream output) {
        try {
            while (true) {
                output.write(new byte[100_000]);
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void letsAPeerBeThatSpeaksNowAndThen() throws IOException {
        socket.watch(Duration.ofSeconds(20));
        peer.getOutputStream().write("hi".getBytes());

        assertThat(socket.input().readNBytes(2)).containsExactly('h', 'i');
    }

    @Test
    void readsBytesAboveSevenBits() throws IOException {
        peer.getOutputStream().write(0xff);
        peer.shutdownOutput();

        InputStream input = socket.input();

        assertThat(input.read()).isEqualTo(0xff);
        assertThat(input.read()).isEqualTo(-1);
    }

    @Test
    void endsReadingWhenItIsClosed() throws Exception {
        InputStream input = socket.input();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return input.read();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });

        socket.close();

        assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }
}
