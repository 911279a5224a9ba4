package dev.jmachine.it.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.jmachine.it.host.DebianHost.Release;

/** What other tests take for granted of the hosts they start. */
class DebianHostIT {

    @ParameterizedTest
    @EnumSource
    void anEngineHostRunsContainersAndHasThemStillAfterAReboot(Release release) {
        try (DebianHost host = DebianHost.withEngine(release)) {
            host.importBusybox("tiny");
            assertThat(host.run("docker run --rm tiny busybox echo from inside")).isEqualTo("from inside");

            host.run("docker run -d --restart always --name kept tiny busybox sleep 600");
            String boot = host.run("cat /proc/sys/kernel/random/boot_id");
            host.reboot();

            assertThat(host.run("cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(boot);
            assertThat(host.run("systemctl start docker && docker inspect -f '{{.State.Status}}' kept"))
                    .isEqualTo("running");
            assertThat(host.run("journalctl -u docker -b -1 --no-pager")).contains("API listen on /run/docker.sock");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlainHostHasNoEngineAndInstallsTheDistributionsOwn(Release release) {
        try (DebianHost host = DebianHost.plain(release)) {
            assertThat(host.succeedsAs("root", "command -v dockerd || command -v curl")).isFalse();

            host.runAs("debian", "sudo apt-get -q update && sudo DEBIAN_FRONTEND=noninteractive"
                    + " apt-get install -q -y --no-install-recommends docker.io");

            assertThat(host.run("systemctl is-active docker && systemctl --failed --no-legend")).isEqualTo("active");
        }
    }

    @Test
    void onlyTheUserMeantToMayUseSudoAndEveryHostHasItsOwnIdentity() throws Exception {
        try (DebianHost one = DebianHost.plain(Release.DEBIAN_12);
                DebianHost two = DebianHost.plain(Release.DEBIAN_12)) {
            assertThat(one.runAs("debian", "sudo -n id -u")).isEqualTo("0");
            assertThat(one.succeedsAs("nosudo", "true")).isTrue();
            assertThat(one.succeedsAs("nosudo", "sudo -n true")).isFalse();

            assertThat(one.run("hostname; cat /etc/machine-id")).isNotEqualTo(two.run("hostname; cat /etc/machine-id"));
            assertThat(one.hostKeyFingerprint()).startsWith("SHA256:").isNotEqualTo(two.hostKeyFingerprint());
            assertThat(Files.readString(one.knownHosts())).contains(one.address() + " ssh-ed25519 ");
            assertThat(one.succeedsAs("root", "timeout 5 bash -c '</dev/tcp/" + two.address() + "/22'")).isTrue();
        }
    }

    @Test
    void anOfflineHostHasNoWayOut() {
        try (DebianHost host = DebianHost.offline(Release.DEBIAN_13)) {
            assertThat(host.run("ip route show default")).isEmpty();
            assertThat(host.run("apt-get -q update 2>&1")).contains("Temporary failure resolving");
        }
    }

    @Test
    void anUnpluggedHostIsOutOfReachUntilItIsPluggedInAgain() {
        try (DebianHost host = DebianHost.plain(Release.DEBIAN_13)) {
            host.unplug();
            assertThat(host.succeedsAs("root", "true")).isFalse();

            host.plug();
            assertThat(host.run("echo back")).isEqualTo("back");
        }
    }

    @Test
    void aClosedHostLeavesNothing() {
        DebianHost host = DebianHost.plain(Release.DEBIAN_12);
        host.close();

        assertThat(host.key()).doesNotExist();
        assertThat(host.key().getParent()).doesNotExist();
        assertThatThrownBy(() -> host.run("true")).hasMessageContaining("no host '" + host.name() + "'");
    }
}
