package dev.jmachine.lifecycle.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.store.MachineStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that keeps a tunnel open, with a program of the test's in OpenSSH's place. */
@Timeout(120)
class EngineTunnelTest {

    @TempDir
    Path root;

    private Path folder;
    private EngineTunnel tunnel;

    @BeforeEach
    void makeMachine() {
        MachineStore store = new MachineStore(root, Clock.systemUTC());
        folder = store.create(MachineSpec.builder("m", "none").build(), Set.of()).folder();
        tunnel = new EngineTunnel(store, "m");
    }

    @AfterEach
    void closeTunnel() {
        tunnel.close();
    }

    private static List<String> listener(int port) {
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(), Listener.class.getName(),
                Integer.toString(port));
    }

    private ProcessHandle process() throws IOException {
        return TunnelProcess.read(folder.resolve("tunnel")).flatMap(TunnelProcess::find).orElseThrow();
    }

    private MachineException failure(String script) {
        int port = TunnelPort.choose();
        return catchThrowableOfType(MachineException.class, () -> tunnel.open(port, List.of("sh", "-c", script)));
    }

    @Test
    void itIsOpenedOnceAndEndedWhenItIsClosed() throws IOException {
        int port = TunnelPort.choose();
        assertThat(tunnel.isOpen()).isFalse();

        tunnel.open(port, listener(port));
        ProcessHandle process = process();
        tunnel.open(port, listener(port));

        assertThat(tunnel.isOpen()).isTrue();
        assertThat(process()).isEqualTo(process);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tunnel"))))
                .isEqualTo("rw-------");
        tunnel.close();
        assertThat(tunnel.isOpen()).isFalse();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("tunnel")).doesNotExist();
    }

    @Test
    void anotherPortReplacesTheProcess() throws IOException {
        int first = TunnelPort.choose();
        int second = TunnelPort.choose();
        tunnel.open(first, listener(first));
        ProcessHandle process = process();

        tunnel.open(second, listener(second));

        assertThat(process.isAlive()).isFalse();
        assertThat(process()).isNotEqualTo(process);
    }

    @Test
    void aProcessThatHasEndedIsNoTunnelAndItsIdOfAnotherOneIsNotEither() throws IOException {
        int port = TunnelPort.choose();
        tunnel.open(port, listener(port));
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
        assertThat(tunnel.isOpen()).isFalse();

        long other = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("tunnel"), other + " 1 " + port);

        assertThat(tunnel.isOpen()).isFalse();
        tunnel.close();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void whatItSaysWhenItEndsIsTold() {
        MachineException e = failure("echo 'Permission denied (publickey).' >&2; exit 255");

        assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED);
        assertThat(e.activity()).isEqualTo("Opening the tunnel to the engine of \"m\"");
        assertThat(e.problem()).isEqualTo("OpenSSH's client has ended: Permission denied (publickey).");
        assertThat(folder.resolve("tunnel.starting")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        MachineException e = failure("echo 'bind [127.0.0.1]:7: Address already in use' >&2; exit 255");

        assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE);
    }

    @Test
    void aPortOnWhichSomethingListensIsNotFree() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(TunnelPort.isFree(server.getLocalPort())).isFalse();
        }
        assertThat(TunnelPort.isFree(TunnelPort.choose())).isTrue();
    }
}
