package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.host.HostState;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts as Debian ships them become machines, are used with the stock client, and can be given back as they were. */
class GenericCreateIT {
    private static final String CONTAINER = "docker inspect -f '{{.State.Pid}} {{.State.StartedAt}}' kept";

    @TempDir
    Path folder;

    private GenericMachine machine(DebianHost host, String user) {
        return new GenericMachine(Jmachine.withStore(folder.resolve("store")), "web", host, user);
    }

    @ParameterizedTest
    @CsvSource({"DEBIAN_12, root", "DEBIAN_13, debian"})
    void aHostWithTheDistributionsEngineKeepsAllThatItsOwnerHasOnIt(Release release, String user) {
        try (DebianHost host = DebianHost.withEngine(release)) {
            GenericMachine machine = machine(host, user);
            ownersThings(host);
            HostState before = HostState.of(host);
            String container = host.run(CONTAINER);
            String images = host.run("docker images -q --no-trunc");
            int connections = connections(host);

            Outcome created = machine.create("--engine-label", "zone=a");

            created.orFail();
            assertThat(connections(host) - connections - 1).as("connections of create").isEqualTo(1);
            assertThat(created.output()).contains(host.hostKeyFingerprint());
            assertThat(created.errors()).isEmpty();
            assertThatTheClientWorks(machine);
            assertThatNobodyElseIsLetIn(machine);
            assertThat(machine.docker("info", "-f", "{{.Labels}}").orFail()).contains("zone=a", "provider=generic");

            assertThat(host.run(CONTAINER)).isEqualTo(container);
            assertThat(host.run("docker images -q --no-trunc")).isEqualTo(images);
            assertThat(machine.docker("run", "--rm", "tiny", "busybox", "echo", "from inside").orFail())
                    .isEqualTo("from inside");
            assertThat(HostState.of(host).changesSince(before)).as("what was there, but for keys that were added")
                    .noneMatch(change -> change.startsWith("- ") && !change.endsWith("/etc/docker/daemon.json"));
            assertThatTheOwnersThingsCount(host);

            assertThatProvisioningAgainRestartsNothing(machine);

            assertThat(machine.jmachine().run("rm", "-y", "--clean-host", "web").orFail())
                    .contains("Successfully removed web");
            assertThat(machine.jmachine().knowsNothingOf("web")).isTrue();
            assertThat(HostState.of(host).changesSince(before)).isEmpty();
            assertThat(host.run(CONTAINER)).isEqualTo(container);
        }
    }

    /** A drop-in, keys of daemon.json, an image, and a container that runs. */
    private static void ownersThings(DebianHost host) {
        host.run("mkdir -p /etc/systemd/system/docker.service.d /etc/docker"
                + " && printf '[Service]\\nEnvironment=OWNER=me\\n' > /etc/systemd/system/docker.service.d/50-own.conf"
                + " && printf '{\\n  \"log-opts\": {\"max-size\": \"5m\"},\\n  \"labels\": [\"owner=me\"]\\n}\\n'"
                + " > /etc/docker/daemon.json && systemctl daemon-reload && systemctl restart docker");
        host.importBusybox("tiny");
        host.run("docker run -d --name kept tiny busybox sleep 100000");
    }

    private static void assertThatTheOwnersThingsCount(DebianHost host) {
        assertThat(host.run("tr '\\0' '\\n' < /proc/$(systemctl show docker -p MainPID --value)/environ"))
                .contains("OWNER=me");
        assertThat(host.run("cat /etc/docker/daemon.json")).contains("max-size", "5m", "owner=me");
        assertThat(host.run("docker info -f '{{.Labels}}'")).contains("owner=me");
    }

    @ParameterizedTest
    @CsvSource({"DEBIAN_12, debian", "DEBIAN_13, root"})
    void aHostWithoutAnEngineGetsTheDistributionsOwn(Release release, String user) {
        try (DebianHost host = DebianHost.plain(release)) {
            GenericMachine machine = machine(host, user);

            assertThat(machine.create("--engine-install", "package").orFail()).contains("Docker");

            assertThat(host.run("dpkg-query -W -f '${Status}' docker.io")).isEqualTo("install ok installed");
            assertThatTheClientWorks(machine);
            assertThatNobodyElseIsLetIn(machine);
            assertThatProvisioningAgainRestartsNothing(machine);

            machine.jmachine().run("rm", "-y", "--clean-host", "web").orFail();
            assertThat(HostState.of(host).lines())
                    .noneMatch(line -> line.contains("jmachine") || line.contains(":2376"));
            assertThat(host.run("docker version -f '{{.Server.Version}}'")).isNotEmpty();
        }
    }

    private static void assertThatTheClientWorks(GenericMachine machine) {
        String version = machine.docker("version", "-f", "{{.Server.Version}}").orFail();
        assertThat(version).isEqualTo(machine.host().run("docker version -f '{{.Server.Version}}'"));
        assertThat(machine.jmachine().run("ls", "--format", "{{.Name}} {{.DriverName}} {{.State}} {{.URL}}"
                + " {{.DockerVersion}} {{.Error}}").orFail()).isEqualTo("web generic Running tcp://"
                + machine.host().address() + ":2376 v" + version);
        assertThat(machine.jmachine().run("status", "web").orFail()).isEqualTo("Running");
        assertThat(machine.jmachine().run("ip", "web").orFail()).isEqualTo(machine.host().address());
    }

    private static void assertThatNobodyElseIsLetIn(GenericMachine machine) {
        String address = machine.host().address() + ":2376";
        String authority = machine.jmachine().file("web", "ca.pem").toString();
        Program client = Program.of("openssl", "s_client", "-connect", address, "-CAfile", authority,
                "-verify_return_error", "-ign_eof").reading("GET /version HTTP/1.0\r\n\r\n")
                .within(Duration.ofSeconds(20));

        Outcome stranger = client.run();
        assertThat(stranger.output()).contains("Verify return code: 0 (ok)").doesNotContain("ApiVersion");
        assertThat(stranger.errors()).contains("alert").contains("certificate");

        Outcome owner = client.run("-cert", machine.jmachine().file("web", "cert.pem").toString(),
                "-key", machine.jmachine().file("web", "key.pem").toString());
        assertThat(owner.output()).contains("Verify return code: 0 (ok)", "ApiVersion");

        Outcome plain = Program.of("docker", "-H", "tcp://" + address, "version").without("DOCKER_TLS_VERIFY").run();
        assertThat(plain.status()).isNotZero();
    }

    private static void assertThatProvisioningAgainRestartsNothing(GenericMachine machine) {
        String engine = machine.engineRun();
        machine.jmachine().run("provision", "web").orFail();
        assertThat(machine.engineRun()).isEqualTo(engine);
    }

    /** Returns how many connections the host's SSH server has seen, let in or not; the one that asks is among them. */
    private static int connections(DebianHost host) {
        return Integer.parseInt(host.run("journalctl --sync; journalctl -q --no-pager _COMM=sshd _COMM=sshd-session"
                + " | grep -c -e 'Accepted ' -e '\\[preauth\\]'"));
    }
}
