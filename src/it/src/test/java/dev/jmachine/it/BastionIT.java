package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose firewall lets nobody but a bastion in, used from here as if it were at hand. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BastionIT {
    /** Closed again at each boot; connections that stand go on, such as the one that runs this. */
    private static final String CLOSE = """
            cat >/etc/systemd/system/closed.service <<END
            [Unit]
            DefaultDependencies=no
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/sbin/iptables -I INPUT ! -s %s -p tcp --syn -j DROP
            ExecStart=/usr/sbin/iptables -I INPUT -i lo -j ACCEPT
            [Install]
            WantedBy=sysinit.target
            END
            systemctl enable --now closed
            """;
    private static final List<String> PROGRAMS =
            List.of("sh", "java", "sed", "readlink", "dirname", "uname", "stat", "find", "mkdir", "cat");

    @TempDir
    static Path folder;

    private static Jmachine jmachine;
    private static DebianHost way;
    private static DebianHost host;
    private static GenericMachine machine;

    @BeforeAll
    static void createBehindABastion() {
        way = DebianHost.plain(Release.DEBIAN_12);
        host = DebianHost.withEngine(Release.DEBIAN_13);
        host.run(String.format(CLOSE, way.address()));
        jmachine = Jmachine.withStore(folder.resolve("a store"));
        machine = new GenericMachine(jmachine, "inner", host, "debian");
        machine.create(bastion("debian")).orFail();
    }

    @AfterAll
    static void stopHosts() {
        if (jmachine != null) {
            jmachine.run("rm", "-f", "inner");
        }
        way.close();
        host.close();
    }

    private static String[] bastion(String user) {
        return new String[] {"--ssh-bastion", user + "@" + way.address(), "--ssh-bastion-key", way.key().toString()};
    }

    private static ProcessHandle tunnel() throws IOException {
        String id = Files.readString(jmachine.file("inner", "tunnel")).split(" ")[0];
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    @Test
    @Order(1)
    void theStockClientReachesTheEngineThroughTheTunnelAndNothingElseReachesTheHost() throws IOException {
        assertThat(machine.docker("info", "-f", "{{.Name}}").orFail()).isEqualTo(host.name());
        assertThat(jmachine.run("url", "inner").orFail()).startsWith("tcp://127.0.0.1:");
        assertThat(jmachine.run("ip", "inner").orFail()).isEqualTo(host.address());
        assertThat(jmachine.run("ls", "--format", "{{.State}}{{.Error}}").orFail()).isEqualTo("Running");
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(host.address(), 22), 500))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    @Order(2)
    void sshAndScpGoThroughTheBastion(String builtIn) throws IOException {
        Jmachine with = jmachine.with("MACHINE_NATIVE_SSH", builtIn);
        Path file = Files.writeString(folder.resolve("file"), "content " + builtIn);

        assertThat(with.run("ssh", "inner", "hostname").orFail()).isEqualTo(host.name());
        assertThat(with.run("ssh", "inner", "exit 7").status()).isEqualTo(7);
        with.run("scp", file.toString(), "inner:/tmp/there").orFail();
        with.run("scp", "inner:/tmp/there", "inner:/tmp/across").orFail();
        with.run("scp", "inner:/tmp/across", folder.resolve("back").toString()).orFail();

        assertThat(folder.resolve("back")).hasContent("content " + builtIn);
    }

    @Test
    @Order(3)
    void aTunnelThatWasEndedIsToldByLsAndOpenedAgainByEnv() throws IOException {
        ProcessHandle first = tunnel();
        first.destroyForcibly();
        first.onExit().join();

        assertThat(jmachine.run("ls", "--format", "{{.State}} {{.Error}}").orFail())
                .isEqualTo("Running The tunnel through its bastion is down: \"jmachine env inner\" opens it");
        assertThat(machine.docker("info", "-f", "{{.Name}}").orFail()).isEqualTo(host.name());
        ProcessHandle second = tunnel();
        assertThat(second).isNotEqualTo(first);
        jmachine.run("env", "--shell", "sh", "inner").orFail();
        assertThat(tunnel()).isEqualTo(second);
    }

    /** What follows shows that it works still. */
    @Test
    @Order(4)
    void aTunnelIsNotEndedByTheKeyboard() throws IOException {
        ProcessHandle process = tunnel();
        for (String signal : List.of("INT", "HUP", "QUIT", "TSTP")) {
            Program.of("kill", "-" + signal).run(Long.toString(process.pid())).orFail();
        }
        assertThat(machine.docker("info", "-f", "{{.Name}}").orFail()).isEqualTo(host.name());
        assertThat(tunnel()).isEqualTo(process);
    }

    @Test
    @Order(5)
    void aBastionThatRefusesIsToldBeforeAnythingIsMade() {
        GenericMachine other = new GenericMachine(jmachine, "other", host, "debian");

        assertThat(other.create(bastion("stranger")).refusalWith("SSH_AUTHENTICATION", 3))
                .contains("Connecting to the bastion stranger@" + way.address() + ":22 over SSH");
        assertThat(other.create("--ssh-bastion", "127.0.0.1:9").refusalWith("SSH_UNREACHABLE", 3))
                .contains("Connecting to the bastion ");
        assertThat(jmachine.knowsNothingOf("other")).isTrue();
    }

    @Test
    @Order(5)
    void withoutOpenSshItsPackageIsNamed() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : PROGRAMS) {
            String found = Program.of("sh", "-c", "command -v " + program).run().orFail();
            Files.createSymbolicLink(bin.resolve(program), Path.of(found));
        }
        GenericMachine other =
                new GenericMachine(jmachine.with("PATH", bin.toString()), "other", host, "debian");

        assertThat(other.create(bastion("debian")).refusalWith("DRIVER_NOT_READY", 3)).contains("openssh-client");
    }

    @Test
    @Order(6)
    void restartComesBackThroughTheBastion() throws IOException {
        String start = machine.ssh("stat -c %Y /proc/1").orFail();
        ProcessHandle before = tunnel();

        jmachine.run("restart", "inner").orFail();

        assertThat(machine.ssh("stat -c %Y /proc/1").orFail()).isNotEqualTo(start);
        assertThat(tunnel()).isNotEqualTo(before);
        assertThat(machine.docker("info", "-f", "{{.Name}}").orFail()).isEqualTo(host.name());
    }

    @Test
    @Order(7)
    void stepsThatAreRepeatedAndRemovalLeaveNoProcess() throws IOException {
        jmachine.run("provision", "inner").orFail();
        ProcessHandle process = tunnel();

        Outcome removed = jmachine.run("rm", "-y", "inner");

        removed.orFail();
        assertThat(jmachine.knowsNothingOf("inner")).isTrue();
        Deadline.after(Duration.ofSeconds(20)).await("the end of the tunnel", Duration.ofMillis(50), () ->
                ProcessHandle.allProcesses().noneMatch(running -> running.equals(process)
                        || running.info().commandLine().orElse("").contains(jmachine.store().toString())));
    }
}
