package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class QmpClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(300);

    @TempDir
    Path folder;
    private FakeMonitor monitor;
    private ServerSocketChannel silent;

    @AfterEach
    void closeServers() throws IOException {
        if (monitor != null) {
            monitor.close();
        }
        if (silent != null) {
            silent.close();
        }
    }

    @Test
    void aCommandIsExecutedAfterTheHandShake() throws IOException {
        Path socket = listen(FakeMonitor.status("running"));
        try (QmpClient client = QmpClient.connect(socket, PATIENCE)) {
            assertThat(client.execute("query-status")).isEqualTo(Map.of("status", "running", "running", true));
        }
        assertThat(monitor.commands).containsExactly("qmp_capabilities", "query-status");
    }

    @Test
    void eventsBeforeTheReplyAreNotTakenForIt() throws IOException {
        Path socket = listen("{\"event\": \"RESUME\", \"timestamp\": {}}\r\n" + FakeMonitor.status("running"));
        try (QmpClient client = QmpClient.connect(socket, PATIENCE)) {
            assertThat(client.execute("query-status")).asString().contains("running");
        }
    }

    @Test
    void aRefusalCarriesTheWordsOfQemu() throws IOException {
        Path socket = listen("{\"error\": {\"class\": \"GenericError\", \"desc\": \"Nothing to resume\"}}");
        try (QmpClient client = QmpClient.connect(socket, PATIENCE)) {
            assertThatThrownBy(() -> client.execute("cont"))
                    .isInstanceOfSatisfying(MachineException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER);
                        assertThat(e.problem()).isEqualTo("Nothing to resume");
                    });
        }
    }

    @Test
    void aMonitorThatIsSilentTimesOut() throws IOException {
        assertFailsToConnect(listenSilently(), ErrorCode.TIMEOUT);
    }

    @Test
    void aMonitorWhoseQueueIsFullTimesOut() throws IOException {
        Path socket = listenSilently();
        for (int client = 0; client < 5; client++) {
            assertFailsToConnect(socket, ErrorCode.TIMEOUT);
        }
    }

    @Test
    void aMonitorThatHangsUpIsAFailureOfTheProvider() throws IOException {
        Path socket = listen(null);
        try (QmpClient client = QmpClient.connect(socket, PATIENCE)) {
            assertThatThrownBy(() -> client.execute("quit"))
                    .isInstanceOfSatisfying(MachineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER));
        }
    }

    @Test
    void aMonitorThatIsNotThereIsAFailureOfTheProvider() {
        assertFailsToConnect(folder.resolve("nothing"), ErrorCode.PROVIDER);
    }

    @Test
    void interruptionCancelsTheWait() throws IOException {
        Path socket = listenSilently();
        Thread.currentThread().interrupt();
        assertFailsToConnect(socket, ErrorCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPathLongerThanTheSystemTakesIsReached() throws IOException {
        Path deep = folder.resolve("d".repeat(120));
        Files.createDirectory(deep);
        Path shortWay = Files.createSymbolicLink(folder.resolve("w"), deep);
        monitor = new FakeMonitor(shortWay.resolve("s"), command -> FakeMonitor.status("paused"));
        try (QmpClient client = QmpClient.connect(deep.resolve("s"), PATIENCE)) {
            assertThat(client.execute("query-status")).asString().contains("paused");
        }
    }

    private Path listen(String reply) throws IOException {
        Path socket = folder.resolve("s");
        monitor = new FakeMonitor(socket, command -> reply);
        return socket;
    }

    private Path listenSilently() throws IOException {
        Path socket = folder.resolve("s");
        silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        silent.bind(UnixDomainSocketAddress.of(socket), 1);
        return socket;
    }

    private static void assertFailsToConnect(Path socket, ErrorCode code) {
        assertThatThrownBy(() -> QmpClient.connect(socket, LITTLE_PATIENCE))
                .isInstanceOfSatisfying(MachineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
