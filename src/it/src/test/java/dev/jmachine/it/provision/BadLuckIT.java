package dev.jmachine.it.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on a host leaves an engine that runs, with its containers, and says why. */
class BadLuckIT {
    private static final String ENGINE = "systemctl show docker -p MainPID -p ExecMainStartTimestampMonotonic";
    private static final String CONTAINER = "docker inspect -f '{{.State.Running}} {{.State.Pid}}' web";
    private static final String FILES = "find /etc/docker /etc/systemd/system /var/lib/jmachine -type f 2> /dev/null"
            + " | grep -v key.json | xargs -r sha256sum";

    @TempDir
    Path store;

    @ParameterizedTest
    @EnumSource
    void aSettingThatTheEngineDoesNotKnowIsRefusedBeforeAnythingIsTouched(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            String before = host.run(ENGINE + "; " + FILES);

            MachineException unknown = failure(() -> provisioning.provision(
                    EngineSpec.builder().option("no-such-flag=1").build()));
            MachineException malformed = failure(() -> provisioning.provision(
                    EngineSpec.builder().option("log-level=very").build()));

            assertThat(unknown.code()).isEqualTo(ErrorCode.ENGINE_SETTING_UNKNOWN);
            assertThat(unknown.problem()).contains("unknown flag: --no-such-flag");
            assertThat(malformed.code()).isEqualTo(ErrorCode.ENGINE_SETTING_UNKNOWN);
            assertThat(malformed.problem()).contains("very");
            assertThat(host.run(ENGINE + "; " + FILES)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEngineThatDoesNotStartIsPutBackWithItsContainersStillRunning(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "debian", store)) {
            runContainer(host);
            host.run("echo '{\"debug\": true}' > /etc/docker/daemon.json && systemctl restart docker"
                    + " && docker start web");
            String before = host.run(CONTAINER + "; " + FILES);

            MachineException failure = failure(() -> provisioning.provision(
                    EngineSpec.builder().storageDriver("nosuchdriver").label("a=b").build()));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
            assertThat(failure.problem()).contains("put back as it was").contains("nosuchdriver");
            assertThat(host.run(CONTAINER + "; " + FILES)).isEqualTo(before).startsWith("true");
            assertThat(host.run("systemctl is-active docker; docker info -f '{{.LiveRestoreEnabled}}'; ss -tlnH"))
                    .startsWith("active\nfalse").doesNotContain(":2376");

            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();
            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(host.run(CONTAINER)).isEqualTo(before.lines().findFirst().orElseThrow());
        }
    }

    @Test
    void aProvisionedEngineThatRefusesNewSettingsKeepsTheOldOnes() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_12);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            EngineSpec good = EngineSpec.builder().label("a=1").build();
            provisioning.provision(good);

            MachineException failure = failure(() -> provisioning.provision(
                    EngineSpec.builder().storageDriver("nosuchdriver").environment("TOKEN=very-secret").build()));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
            assertThat(failure.getMessage()).doesNotContain("very-secret");
            assertThat(provisioning.askEngine().version()).isNotEmpty();
            assertThat(provisioning.provision(good)).as("it is as it was").isFalse();
        }
    }

    @Test
    void aPortThatIsTakenIsReported() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            host.run("(nohup perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => 2376, Listen => 1)"
                    + " or die; sleep 600' > /dev/null 2>&1 &)"
                    + "; timeout 20 sh -c 'until ss -tlnH | grep -q :2376; do sleep 0.1; done'");

            MachineException failure = failure(() -> provisioning.provision(EngineSpec.DEFAULT));

            assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
            assertThat(failure.problem()).contains("address already in use");
            assertThat(host.run("docker info -f '{{.ServerVersion}}'")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserWithoutSudoIsRefusedByName(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "nosudo", store)) {
            MachineException failure = failure(() -> provisioning.provision(EngineSpec.DEFAULT));

            assertThat(failure.code()).isEqualTo(ErrorCode.NO_ROOT);
            assertThat(failure.problem()).contains("sudo");
            assertThat(provisioning.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void aFullDiskLeavesTheEngineAndItsFilesAsTheyWere() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            host.run("mkdir -p /etc/systemd/system/docker.service.d"
                    + " && mount -t tmpfs -o size=4k tmpfs /etc/systemd/system/docker.service.d"
                    + " && (head -c 8k /dev/zero > /etc/systemd/system/docker.service.d/full || :)");
            String before = host.run(ENGINE + "; " + FILES);

            MachineException failure = failure(() -> provisioning.provision(EngineSpec.builder().label("a=b").build()));

            assertThat(failure.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED);
            assertThat(failure.problem()).contains("No space left on device");
            assertThat(host.run(ENGINE + "; " + FILES)).isEqualTo(before);

            host.run("umount /etc/systemd/system/docker.service.d");
            assertThat(provisioning.provision(EngineSpec.DEFAULT)).isTrue();
        }
    }

    @Test
    void anEngineWhoseConfigurationIsBrokenIsLeftAlone() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            host.run("echo '{\"debug\": true,}' > /etc/docker/daemon.json");
            String before = host.run(ENGINE + "; " + FILES);

            MachineException failure = failure(() -> provisioning.provision(EngineSpec.DEFAULT));

            assertThat(failure.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED);
            assertThat(failure.problem()).contains("/etc/docker/daemon.json").contains("JSON");
            assertThat(host.run(ENGINE + "; " + FILES)).isEqualTo(before);
        }
    }

    private static void runContainer(DebianHost host) {
        host.importBusybox("tiny");
        host.run("docker run -d --name web tiny sh -c 'while :; do sleep 1; done'");
    }

    private static MachineException failure(ThrowingCallable action) {
        return catchThrowableOfType(MachineException.class, action);
    }
}
