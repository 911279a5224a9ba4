package dev.jmachine.it.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts on which their owner has an engine, with containers that must not notice. */
class ReadyHostIT {
    private static final String RUNNING = "docker inspect -f '{{.State.Pid}} {{.State.StartedAt}}' web";
    private static final String ENGINE = "systemctl show docker -p MainPID -p ExecMainStartTimestampMonotonic";
    private static final String OWNERS = "cat /etc/hostname /etc/hosts; hostname; docker image ls -q; ip link show docker0"
            + "; ls -R /etc/systemd/system /lib/systemd/system/docker*; systemctl is-enabled docker docker.socket"
            + "; docker info -f '{{.LiveRestoreEnabled}} {{.Driver}}'; cat /etc/docker/daemon.json || :; ls /etc/docker"
            + "; ls -a /var/lib/jmachine 2>&1 || :; ss -tln";

    @TempDir
    Path store;

    @ParameterizedTest
    @EnumSource
    void theEngineAnswersOverTlsAndItsContainersGoOnRunning(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            runContainer(host);
            String container = host.run(RUNNING);
            String owners = host.run("hostname; docker image ls -q; cat /etc/hosts; ip -o link show docker0");

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            assertThat(provisioning.roundTrips()).isLessThanOrEqualTo(3);
            assertThat(provisioning.askEngine().version()).isEqualTo(host.run("docker version -f '{{.Server.Version}}'"));
            assertThat(host.run(RUNNING)).isEqualTo(container);
            assertThat(host.run("hostname; docker image ls -q; cat /etc/hosts; ip -o link show docker0"))
                    .isEqualTo(owners);
            assertThat(host.run("docker info -f '{{.LiveRestoreEnabled}}'; ls /etc/docker/daemon.json || :"))
                    .as("live-restore was only on for the restart").isEqualTo("false");
            assertThat(host.run("cd /etc/docker/jmachine && stat -c '%n %a %U' *"))
                    .isEqualTo("ca.pem 644 root\nserver-key.pem 600 root\nserver.pem 644 root");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondTimeTakesOneRoundTripAndRestartsNothing(Release release) {
        try (DebianHost host = DebianHost.withEngine(release)) {
            EngineSpec engine = EngineSpec.builder().label("rack=1").option("log-level=warn")
                    .environment("NO_PROXY=a b").build();
            try (Provisioning first = new Provisioning(host, "root", store)) {
                assertThat(first.provision(engine)).isTrue();
            }
            String before = host.run(ENGINE);

            try (Provisioning second = new Provisioning(host, "debian", store)) {
                assertThat(second.provision(engine)).isFalse();

                assertThat(second.roundTrips()).isEqualTo(1);
                assertThat(host.run(ENGINE)).isEqualTo(before);
                assertThat(second.askEngine().version()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cleaningLeavesTheHostAsItsOwnerHadIt(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            runContainer(host);
            host.run("printf '{\\n\\t\"debug\": true,\\n\\t\"labels\": [\"mine=1\"]}\\n' > /etc/docker/daemon.json"
                    + " && systemctl reload docker");
            String owners = host.run(OWNERS);
            String container = host.run(RUNNING);
            provisioning.provision(EngineSpec.builder().label("rack=1").option("shutdown-timeout=20").build());
            assertThat(host.run(OWNERS)).isNotEqualTo(owners);

            provisioning.provisioner().clean();

            assertThat(host.run(OWNERS)).isEqualTo(owners);
            assertThat(host.run(RUNNING)).isEqualTo(container);
            assertThat(provisioning.notices()).anyMatch(notice -> notice.contains("stays installed"));
            String before = host.run(ENGINE);
            provisioning.provisioner().clean();
            assertThat(host.run(ENGINE)).as("nothing is left to clean").isEqualTo(before);
        }
    }

    @Test
    void containersGoOnRunningOnAHostThatHasNoClient() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            runContainer(host);
            String process = host.run("docker inspect -f '{{.State.Pid}}' web");
            host.run("mv /usr/bin/docker /root/docker");

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();

            host.run("mv /root/docker /usr/bin/docker");
            assertThat(host.run("docker inspect -f '{{.State.Pid}}' web && docker info -f '{{.LiveRestoreEnabled}}'"))
                    .isEqualTo(process + "\nfalse");
        }
    }

    private static void runContainer(DebianHost host) {
        host.importBusybox("tiny");
        host.run("docker run -d --name web tiny sh -c 'while :; do sleep 1; done'");
    }
}
