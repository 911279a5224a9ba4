package dev.jmachine.it.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.provision.HostFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Provisioning that ends in the midst of its work is taken up by the next, and containers do not notice either. */
class CutShortIT {
    private static final EngineSpec ENGINE = EngineSpec.builder().label("rack=1").build();
    private static final String CONTAINER = "docker inspect -f '{{.State.Running}} {{.State.Pid}}' web";
    /** Where a kill is aimed at: as soon as the condition holds on the host. */
    private static final List<String> POINTS = List.of(
            "test -e /var/lib/jmachine",
            "test -e /var/lib/jmachine/live-restore",
            "test -e /etc/docker/jmachine/server-key.pem",
            "test -e /etc/systemd/system/docker.service.d/zz-jmachine.conf",
            "grep -qs live-restore /etc/docker/daemon.json",
            "pgrep -f 'systemctl restart docker' > /dev/null",
            "ss -tlnH | grep -q :2376");

    @TempDir
    Path store;

    @ParameterizedTest
    @EnumSource
    void aScriptThatIsKilledAtAnyPointIsMadeUpFor(Release release) {
        try (DebianHost host = DebianHost.withEngine(release);
                Provisioning provisioning = new Provisioning(host, "root", store)) {
            host.importBusybox("tiny");
            host.run("docker run -d --name web tiny sh -c 'while :; do sleep 1; done'");
            String container = host.run(CONTAINER);
            List<String> hit = new ArrayList<>();
            for (String point : POINTS) {
                if (killAt(host, provisioning, point)) {
                    hit.add(point);
                }

                provisioning.provision(ENGINE);

                assertThat(provisioning.askEngine().version()).as("after a kill at: %s", point).isNotEmpty();
                assertThat(host.run(CONTAINER)).as("after a kill at: %s", point).isEqualTo(container);
                assertThat(host.run("docker info -f '{{.LiveRestoreEnabled}} {{.Labels}}'; ls -A /var/lib/jmachine"))
                        .as("after a kill at: %s", point).isEqualTo("false [rack=1]\napplied\nengine.json");
                provisioning.provisioner().clean();
                assertThat(host.run("ls /etc/docker /var/lib/jmachine 2> /dev/null || :"))
                        .doesNotContain("daemon.json").doesNotContain("jmachine").doesNotContain("applied");
            }
            assertThat(hit).as("kills that hit").hasSizeGreaterThan(POINTS.size() / 2);
        }
    }

    /** Provision and kill the script when a condition holds; return whether that came before its end. */
    private static boolean killAt(DebianHost host, Provisioning provisioning, String point) {
        HostFacts facts = provisioning.provisioner().detect();
        host.run("(nohup timeout 60 sh -c \"until pid=\\$(pgrep -f '^sh -s'); do :; done; while kill -0 \\$pid && ! { "
                + point + "; }; do :; done; kill -9 \\$pid\" > /dev/null 2>&1 &)");
        try {
            provisioning.provisioner().secureEngine(facts, provisioning.request(ENGINE));
            return false;
        } catch (MachineException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED);
            return true;
        }
    }

    @Test
    void aScriptWhoseConnectionBreaksGoesOnToItsEnd() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_12)) {
            try (Provisioning cut = new Provisioning(host, "debian", store)) {
                HostFacts facts = cut.provisioner().detect();
                CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(
                        () -> cut.provisioner().secureEngine(facts, cut.request(ENGINE)));
                host.run("timeout 60 sh -c 'until [ -e /etc/docker/jmachine/ca.pem ]; do :; done'");
                cut.close();
                assertThat(work.handle((changed, failure) -> failure).join()).isNotNull();
            }

            try (Provisioning next = new Provisioning(host, "debian", store)) {
                host.run("timeout 60 sh -c 'until [ -e /var/lib/jmachine/applied ]; do sleep 0.1; done'");
                assertThat(next.provision(ENGINE)).as("all was done already").isFalse();
                assertThat(next.askEngine().version()).isNotEmpty();
            }
        }
    }
}
