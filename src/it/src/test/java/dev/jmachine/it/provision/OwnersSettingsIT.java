package dev.jmachine.it.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines that their owner has configured before: what is his stays, and comes back. */
class OwnersSettingsIT {
    private static final String DROP_IN = "/etc/systemd/system/docker.service.d/override.conf";

    @TempDir
    Path store;

    @ParameterizedTest
    @EnumSource
    void listenersAndCertificatesInTheConfigurationFileDoNotConflictWithOurs(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            write(host, "/etc/docker/daemon.json", """
                    {"hosts": ["fd://", "tcp://127.0.0.1:2375"], "tls": false, "max-concurrent-uploads": 7}""");
            write(host, DROP_IN, """
                    [Service]
                    LimitNOFILE=4242
                    ExecStart=
                    ExecStart=/usr/sbin/dockerd \\
                    # a comment in between
                      --containerd=/run/containerd/containerd.sock""");
            host.run("systemctl daemon-reload && systemctl restart docker");
            String owners = host.run("cat /etc/docker/daemon.json " + DROP_IN + "; ss -tlnH | sort");

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(host.run("docker info -f '{{.ServerVersion}}' && ss -tlnH")).contains("127.0.0.1:2375")
                    .contains("*:2376");
            assertThat(host.run("cat /etc/docker/daemon.json")).contains("\"max-concurrent-uploads\"")
                    .doesNotContain("hosts").doesNotContain("tls");
            assertThat(host.run("systemctl show docker -p LimitNOFILE")).isEqualTo("LimitNOFILE=4242");
            assertThat(provisioning.notices()).anyMatch(notice -> notice.contains("certificates"));
            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isFalse();

            provisioning.provisioner().clean();

            assertThat(host.run("cat /etc/docker/daemon.json " + DROP_IN + "; ss -tlnH | sort")).isEqualTo(owners);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedForWinsOverTheOwnersValueAndIsTakenBackWhenItIsAskedForNoMore(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            write(host, "/etc/docker/daemon.json", """
                    {"labels": ["rack=owner", "room=3"], "log-level": "warn", "log-opts": {"max-size": "5m"},
                     "live-restore": true}""");
            host.run("systemctl restart docker");

            provisioning.provision(EngineSpec.builder().label("rack=ours").option("log-level=debug")
                    .option("log-opt=max-file=4").insecureRegistry("10.0.0.0/8").build());

            assertThat(labels(host)).containsExactlyInAnyOrder("room=3", "rack=ours");
            assertThat(host.run("docker info -f '{{.LiveRestoreEnabled}}'")).isEqualTo("true");
            assertThat(host.run("docker info 2> /dev/null")).contains("10.0.0.0/8");
            assertThat(host.run("cat /etc/docker/daemon.json")).contains("max-file").contains("5m")
                    .doesNotContain("log-level");
            assertThat(host.run("cat /proc/$(systemctl show docker -p MainPID --value)/cmdline | tr '\\0' ' '"))
                    .contains("--log-level=debug");

            assertThat(provisioning.provision(EngineSpec.builder().label("shelf=9").build())).isTrue();

            assertThat(labels(host)).containsExactlyInAnyOrder("rack=owner", "room=3", "shelf=9");
            assertThat(host.run("cat /etc/docker/daemon.json")).contains("\"log-level\" : \"warn\"")
                    .doesNotContain("max-file").doesNotContain("10.0.0.0/8");
        }
    }

    @Test
    void whatTheOwnerChangesMeanwhileSurvivesProvisioningAndCleaning() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            EngineSpec engine = EngineSpec.builder().label("rack=1").storageDriver("overlay2").build();
            provisioning.provision(engine);
            write(host, "/etc/docker/daemon.json", """
                    {"labels": ["rack=1", "owner=new"], "storage-driver": "overlay2", "mtu": 1400}""");

            assertThat(provisioning.provision(engine)).as("only the owner's part is another").isFalse();
            provisioning.provisioner().clean();

            assertThat(host.run("tr -d ' \\n' < /etc/docker/daemon.json"))
                    .isEqualTo("{\"labels\":[\"owner=new\"],\"mtu\":1400}");
        }
    }

    @Test
    void flagsThatTheOwnerGivesTheEngineAreAddedToAndNotRepeatedInTheConfigurationFile() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_12);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            write(host, "/etc/default/docker", "DOCKER_OPTS=\"--label owner=1 --storage-driver overlay2\"");
            host.run("systemctl restart docker");

            provisioning.provision(EngineSpec.builder().label("ours=1").storageDriver("overlay2").build());

            assertThat(labels(host)).containsExactlyInAnyOrder("owner=1", "ours=1");
            assertThat(host.run("docker info -f '{{.Driver}}'")).isEqualTo("overlay2");
            assertThat(provisioning.provision(EngineSpec.builder().label("ours=1").storageDriver("overlay2").build()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDockerMachineLeftBehindIsTakenOver(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            leaveMachineBehind(host);
            assertThat(host.succeedsAs("root", "systemctl restart docker")).as("docker-machine's path is wrong")
                    .isFalse();

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(host.run("docker info -f '{{.Driver}}'")).isEqualTo("overlay2");
            assertThat(host.run("ls /etc/systemd/system/docker.service.d /etc/docker/*.pem 2>&1 || :"))
                    .contains("zz-jmachine.conf").doesNotContain("10-machine.conf").doesNotContain("server-key");
            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isFalse();

            provisioning.provisioner().clean();
            assertThat(host.run("systemctl is-active docker; ss -tlnH")).startsWith("active").doesNotContain(":2376");
        }
    }

    /** The files as version 0.16.2 writes them, with its fixed path of the engine. */
    private static void leaveMachineBehind(DebianHost host) {
        write(host, "/etc/systemd/system/docker.service.d/10-machine.conf", """
                [Service]
                ExecStart=
                ExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2376 -H unix:///var/run/docker.sock --storage-driver \
                overlay2 --tlsverify --tlscacert /etc/docker/ca.pem --tlscert /etc/docker/server.pem --tlskey \
                /etc/docker/server-key.pem --label provider=generic\s
                Environment=""");
        host.run("cd /etc/docker && touch ca.pem server.pem server-key.pem && chmod 0644 *.pem"
                + " && systemctl daemon-reload");
    }

    @Test
    void aNodeOfASwarmStaysOneAndItsServicesComeBack() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            host.importBusybox("tiny");
            host.run("docker swarm init --advertise-addr " + host.address() + " && docker service create --detach"
                    + " --name web --network host --no-resolve-image tiny sh -c 'while :; do sleep 1; done'");
            host.run("timeout 60 sh -c 'until docker ps -q | grep -q .; do sleep 0.2; done'");

            provisioning.provision(EngineSpec.DEFAULT);

            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(provisioning.notices()).anyMatch(notice -> notice.contains("node of a swarm"));
            host.run("timeout 60 sh -c 'until docker ps -q | grep -q .; do sleep 0.2; done'");
            assertThat(host.run("docker info -f '{{.Swarm.LocalNodeState}}'")).isEqualTo("active");
        }
    }

    @Test
    void anotherStoreMayTakeTheHostOverAndRenewalReplacesTheCertificate() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning first = new Provisioning(host, "root", store.resolve("one"));
                Provisioning second = new Provisioning(host, "root", store.resolve("two"))) {
            first.provision(EngineSpec.DEFAULT);
            String certificate = host.run("cat /etc/docker/jmachine/server.pem");

            assertThat(second.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(second.askEngine().version()).isNotEmpty();
            assertThat(second.notices()).anyMatch(notice -> notice.contains("another authority"));
            String taken = host.run("cat /etc/docker/jmachine/server.pem");
            assertThat(taken).isNotEqualTo(certificate);
            assertThat(second.provisioner().secureEngine(second.provisioner().detect(),
                    second.request(EngineSpec.DEFAULT, true))).isTrue();
            assertThat(host.run("cat /etc/docker/jmachine/server.pem")).isNotEqualTo(taken);
            assertThat(second.askEngine().version()).isNotEmpty();
        }
    }

    private static void write(DebianHost host, String file, String text) {
        host.run("mkdir -p $(dirname " + file + ") && cat > " + file + " <<'END_OF_FILE'\n" + text + "\nEND_OF_FILE");
    }

    /** The engine tells them in an order that changes from start to start. */
    private static List<String> labels(DebianHost host) {
        return host.run("docker info -f '{{range .Labels}}{{println .}}{{end}}'").lines().toList();
    }
}
