package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upgrade}, on a Debian 13 that has the engine of Debian 12. */
class UpgradeIT {
    private static final String OLD = "20.10.";
    private static final String NEW = "26.1.";

    @TempDir
    Path folder;

    /** Installs the engine of the release before, from the host's own sources; these are then as they were. */
    private static void installOldEngine(DebianHost host) {
        host.run("for file in /etc/apt/sources.list.d/*.sources; do"
                + " sed s/trixie/bookworm/ $file > ${file%.sources}-old.sources; done"
                + " && apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install"
                + " --no-install-recommends 'docker.io=20.10*' && rm /etc/apt/sources.list.d/*-old.sources");
        host.importBusybox("tiny");
    }

    private static void runContainers(DebianHost host) {
        host.run("docker run -d --name always --restart always tiny busybox sleep 100000"
                + " && docker run -d --name once tiny busybox sleep 100000");
    }

    private GenericMachine machine(DebianHost host) {
        GenericMachine machine =
                new GenericMachine(Jmachine.withStore(folder.resolve("store")), "web", host, "debian");
        machine.create("--engine-label", "zone=a").orFail();
        return machine;
    }

    private static String version(GenericMachine machine) {
        return machine.docker("version", "-f", "{{.Server.Version}}").orFail();
    }

    private static String containers(GenericMachine machine) {
        return machine.docker("ps", "--format", "{{.Names}}").orFail();
    }

    @Test
    void anOldEngineBecomesTheNewestOfItsPackageWithItsSettingsAndOnce() {
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_13)) {
            installOldEngine(host);
            runContainers(host);
            GenericMachine machine = machine(host);
            assertThat(version(machine)).startsWith(OLD);
            String certificate = host.run("sha256sum /etc/docker/jmachine/*.pem");

            Outcome upgraded = machine.jmachine().run("upgrade", "--events", "jsonl", "web");

            assertThat(upgraded.orFail()).containsPattern("docker.io\\) was upgraded from 20\\.10\\..* to 26\\.1\\.")
                    .contains("restart policy").contains("\"message\":\"Unpacking docker.io");
            assertThat(version(machine)).startsWith(NEW);
            assertThat(host.run("docker version -f '{{.Client.Version}}'")).as("the host's client").startsWith(NEW);
            assertThat(machine.docker("info", "-f", "{{.Labels}}").orFail()).contains("zone=a", "provider=generic");
            assertThat(host.run("sha256sum /etc/docker/jmachine/*.pem")).isEqualTo(certificate);
            assertThat(containers(machine)).isEqualTo("always");
            String engine = machine.engineRun();

            assertThat(machine.jmachine().run("upgrade", "web").orFail()).contains("nothing newer is to be had");

            assertThat(machine.engineRun()).isEqualTo(engine);
        }
    }

    @Test
    void anEngineThatIsHeldOrWouldNotStartInItsNewVersionGoesOnInItsOldOne() {
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_13)) {
            installOldEngine(host);
            runContainers(host);
            GenericMachine machine = machine(host);
            String engine = machine.engineRun();

            host.run("apt-mark hold docker.io");
            assertThat(refusal(machine)).contains("is held on the host (apt-mark hold)");
            host.run("apt-mark unhold docker.io");

            host.run("cp /etc/docker/daemon.json /root/kept"
                    + " && sed -i 's/{/{\"oom-score-adjust\": -500,/' /etc/docker/daemon.json");
            assertThat(refusal(machine)).contains("does not take the settings", "oom-score-adjust");
            host.run("cp /root/kept /etc/docker/daemon.json");
            assertThat(machine.engineRun()).as("not restarted until now").isEqualTo(engine);

            host.run("printf '[Service]\\nExecStartPre=/bin/sh -c \"dockerd --version | grep \\\\\" 20\\\\.\\\\\"\"\\n'"
                    + " > /etc/systemd/system/docker.service.d/old-only.conf && systemctl daemon-reload");
            assertThat(refusal(machine)).contains("does not start", "has been put back");

            assertThat(version(machine)).startsWith(OLD);
            assertThat(host.run("docker version -f '{{.Client.Version}}'")).startsWith(OLD);
            assertThat(host.run("dpkg --audit; docker ps --format '{{.Names}}'")).isEqualTo("always");
        }
    }

    @Test
    void aSwarmsEnginesAreUpgradedNodeByNodeAndTheirNodesWorkAsBefore() {
        try (DebianHost first = DebianHost.withEngine(Release.DEBIAN_13);
                DebianHost second = DebianHost.plain(Release.DEBIAN_13)) {
            first.importBusybox("tiny");
            installOldEngine(second);
            Jmachine jmachine = Jmachine.withStore(folder.resolve("store"));
            GenericMachine manager = new GenericMachine(jmachine, "m1", first, "debian");
            manager.create("--swarm-manager").orFail();
            new GenericMachine(jmachine, "w1", second, "debian")
                    .create("--swarm-worker", "--swarm-join", "m1").orFail();
            manager.docker("service", "create", "-d", "--name", "kept", "--no-resolve-image", "--endpoint-mode",
                    "dnsrr", "--replicas", "2", "--stop-grace-period", "1s", "tiny", "busybox", "sleep", "100000")
                    .orFail();
            assertThat(nodes(manager)).hasSize(2).anyMatch(node -> node.contains(OLD));

            Outcome upgraded = jmachine.run("swarm", "upgrade", "--events", "jsonl", "m1");

            assertThat(upgraded.orFail()).containsSubsequence(
                    "\"machine\":\"w1\",\"operation\":\"swarm-drain\"", "was upgraded from " + OLD,
                    "\"machine\":\"w1\",\"operation\":\"swarm-activate\"",
                    "\"machine\":\"m1\",\"operation\":\"swarm-drain\"", "nothing newer is to be had",
                    "\"machine\":\"m1\",\"operation\":\"swarm-activate\"");
            assertThat(nodes(manager)).hasSize(2).allMatch(node -> node.startsWith("Ready Active " + NEW));
            assertThat(manager.docker("node", "inspect", "-f", "{{.Spec.Labels}}", "self").orFail()).isEqualTo("map[]");
            assertThat(first.run("timeout 60 sh -c \"until docker service ls --format '{{.Replicas}}' | grep -q 2/2; do"
                    + " sleep 1; done\" && echo converged")).isEqualTo("converged");
        }
    }

    private static List<String> nodes(GenericMachine manager) {
        return manager.docker("node", "ls", "--format", "{{.Status}} {{.Availability}} {{.EngineVersion}}").orFail()
                .lines().toList();
    }

    private static String refusal(GenericMachine machine) {
        Outcome outcome = machine.jmachine().run("upgrade", "web");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).contains("[ENGINE_UPGRADE_FAILED]");
        return outcome.errors();
    }
}
