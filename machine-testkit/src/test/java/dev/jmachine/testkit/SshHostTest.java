package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.ssh.KnownHosts;
import dev.jmachine.ssh.SshConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<String> firstKeys = new ArrayList<>();
    private SshHost host;

    @BeforeEach
    void start() throws IOException {
        host = SshHost.start(Files.createDirectory(folder.resolve("host")));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private RemoteShell connect() {
        KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
        return new SshConnector(folder, null).connect(host.endpoint(), "m", known, firstKeys::add, TIMEOUT);
    }

    private MachineState state(int port) {
        SshEndpoint endpoint = new SshEndpoint(SshHost.USER, "127.0.0.1", port, List.of());
        KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
        return new SshConnector().probe(endpoint, known, firstKeys::add, TIMEOUT);
    }

    @Test
    void runsCommandsByTheRealShellInAHomeOfItsOwn() {
        try (RemoteShell shell = connect()) {
            CommandResult result = shell.run("pwd; echo \"$HOME\"; echo wrong >&2; exit 7", TIMEOUT);

            assertThat(result.exitStatus()).isEqualTo(7);
            assertThat(result.output()).isEqualTo(host.home() + "\n" + host.home() + "\n");
            assertThat(result.errors()).isEqualTo("wrong\n");
        }
    }

    @Test
    void passesInputOn() {
        try (RemoteShell shell = connect()) {
            assertThat(shell.run("wc -c", "12345", TIMEOUT).output().strip()).isEqualTo("5");
        }
    }

    @Test
    void runsProgramsOfTheTestInsteadOfRealOnes() throws IOException {
        Path program = Files.writeString(host.bin().resolve("systemctl"), "#!/bin/sh\necho \"stand-in: $*\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        try (RemoteShell shell = connect()) {
            assertThat(shell.run("systemctl restart docker", TIMEOUT).output())
                    .isEqualTo("stand-in: restart docker\n");
        }
    }

    @Test
    void handsCommandsToTheTestsHandler() {
        host.handleWith((command, streams) -> {
            streams.output().write(("got " + command).getBytes(StandardCharsets.UTF_8));
            return 3;
        });

        try (RemoteShell shell = connect()) {
            assertThat(shell.run("anything", TIMEOUT)).isEqualTo(new CommandResult(3, "got anything", ""));
        }
    }

    @Test
    void comesBackOnItsPortWithItsKey() {
        connect().close();
        int port = host.port();

        host.stop();
        assertThat(state(port)).isNotEqualTo(MachineState.RUNNING);
        host.start();
        connect().close();

        assertThat(host.port()).isEqualTo(port);
        assertThat(firstKeys).containsExactly(host.hostKeyFingerprint());
        assertThat(host.logins()).isEqualTo(2);
    }

    @Test
    void comesBackWithAnotherKey() {
        connect().close();
        String old = host.hostKeyFingerprint();

        host.stop();
        host.renewHostKey();
        host.start();

        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
                    assertThat(e.problem()).contains(old, host.hostKeyFingerprint());
                });
    }

    @Test
    void countsConnectionsAndLogins() {
        assertThat(state(host.port())).isEqualTo(MachineState.RUNNING);
        connect().close();

        assertThat(host.connections()).isEqualTo(2);
        assertThat(host.logins()).isEqualTo(1);
    }

    @Test
    void breaksConnectionsButGoesOnListening() {
        try (RemoteShell shell = connect()) {
            host.breakConnections();

            assertThatThrownBy(() -> shell.run("true", TIMEOUT))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED));
        }
        connect().close();
    }

    @Test
    void copiesFilesRelativeToTheHomeFolder() throws IOException {
        Path local = Files.writeString(folder.resolve("local"), "content");

        try (RemoteShell shell = connect()) {
            shell.upload(local, "there");
            shell.download("there", folder.resolve("back"));
        }

        assertThat(host.home().resolve("there")).hasContent("content");
        assertThat(folder.resolve("back")).hasContent("content");
    }

    @Test
    void endsTheCommandOfAClientThatLeaves() throws InterruptedException {
        Path mark = host.home().resolve("mark");
        try (RemoteShell shell = connect()) {
            assertThatThrownBy(() -> shell.run("trap 'touch mark; exit' TERM; sleep 60 & wait", Duration.ofSeconds(2)))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
        }

        Deadline.after(TIMEOUT)
                .await("the command's end", Duration.ofMillis(20), () -> Files.exists(mark));
    }
}
