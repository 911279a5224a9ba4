package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.host.HostState;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import dev.jmachine.it.program.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host can have against becoming a machine. Whatever it is, the host stays as it was and its containers run. */
class GenericTroubleIT {
    private static final String CONTAINER = "docker inspect -f '{{.State.Pid}} {{.State.StartedAt}}' kept";

    private static final int KILLS = 4;
    private static final int KILL_WITHIN_MILLIS = 4_000;

    private static DebianHost host;
    private static HostState before;
    private static String container;

    @TempDir
    Path folder;

    private Jmachine jmachine;
    private GenericMachine machine;

    @BeforeAll
    static void startHostWithAContainer() {
        host = DebianHost.withEngine(Release.DEBIAN_13);
        host.importBusybox("tiny");
        host.run("docker run -d --name kept tiny busybox sleep 100000");
        before = HostState.of(host);
        container = host.run(CONTAINER);
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @BeforeEach
    void emptyStore() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
        machine = new GenericMachine(jmachine, "web", host, "root");
    }

    @AfterEach
    void nothingIsLeft() {
        if (!jmachine.knowsNothingOf("web")) {
            jmachine.run("rm", "-y", "web").orFail();
        }
        assertThat(jmachine.knowsNothingOf("web")).isTrue();
        assertThat(HostState.of(host).changesSince(before)).isEmpty();
        assertThat(host.run(CONTAINER)).isEqualTo(container);
    }

    @Test
    void aUserWithoutSudoIsRefused() {
        Outcome outcome = new GenericMachine(jmachine, "web", host, "nosudo").create();

        assertThat(outcome.refusalWith("NO_ROOT")).contains("sudo");
    }

    @Test
    void aWrongKeyIsRefused() {
        Path key = folder.resolve("key");
        Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).run().orFail();

        Outcome outcome = jmachine.run("create", "-d", "generic", "--generic-ip-address", host.address(),
                "--generic-ssh-key", key.toString(), "web");

        assertThat(outcome.refusalWith("SSH_AUTHENTICATION")).contains("root@" + host.address());
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void anSshPortThatRefusesIsToldSoInGoodTime() {
        Outcome outcome = machine.create("--generic-ssh-port", "23");

        assertThat(outcome.refusalWith("SSH_UNREACHABLE")).contains(host.address() + ":23", "refused");
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void anOptionThatTheEngineDoesNotKnowIsRefusedBeforeAnythingIsRestarted() {
        String engine = machine.engineRun();

        assertThat(machine.create("--engine-opt", "no-such-option=1").refusalWith("ENGINE_SETTING_UNKNOWN"))
                .contains("no-such-option");

        assertThat(machine.engineRun()).isEqualTo(engine);
    }

    @Test
    void anEngineThatDoesNotStartIsToldWithItsOwnLastWordsAndOnceTheCauseIsMendedTheSameCommandGoesOn() {
        host.run("touch /srv/in-the-way");
        Outcome outcome = machine.create("--engine-opt", "pidfile=/srv/in-the-way/docker.pid");

        assertThat(outcome.refusalWith("ENGINE_NOT_STARTED")).contains("/srv/in-the-way: not a directory",
                "put back as it was");
        assertThat(HostState.of(host).changesSince(before)).isEmpty();
        assertThat(host.run("docker run --rm tiny busybox echo serves again")).isEqualTo("serves again");

        host.run("rm /srv/in-the-way");
        jmachine.run("create", "web").orFail();
        assertThat(machine.docker("version").status()).isZero();
        assertThat(host.run("cat /srv/in-the-way/docker.pid")).isEqualTo(
                host.run("systemctl show docker -p MainPID --value"));
        jmachine.run("rm", "-y", "--clean-host", "web").orFail();
    }

    @Test
    void aPortThatSomethingElseOnTheHostListensToIsToldSo() {
        host.run("systemd-run -q --unit=squatter busybox httpd -f -p 2376"
                + " && for try in $(seq 50); do ss -Htln | grep -q :2376 && break; sleep 0.1; done");
        try {
            Outcome outcome = machine.create();
            assertThat(outcome.refusalWith("ENGINE_NOT_STARTED")).contains("2376", "address already in use");
        } finally {
            host.run("systemctl stop squatter");
        }
    }

    @Test
    void aConfigurationOfTheOwnersThatIsNoJsonIsNamedAndNotTouched() {
        String engine = machine.engineRun();
        host.run("mkdir -p /etc/docker && echo '{ \"labels\": [' > /etc/docker/daemon.json");
        try {
            assertThat(machine.create().refusalWith("PROVISIONING_FAILED"))
                    .contains("/etc/docker/daemon.json", "no valid JSON");
            assertThat(host.run("cat /etc/docker/daemon.json")).isEqualTo("{ \"labels\": [");
            assertThat(machine.engineRun()).isEqualTo(engine);
        } finally {
            host.run("rm /etc/docker/daemon.json");
        }
    }

    @Test
    void aCreateThatIsKilledAtAnyInstantGoesOnAndIsUndoneWhole() {
        long seed = Long.getLong("jmachine.it.seed", System.nanoTime() % 100_000);
        Random random = new Random(seed);
        for (int round = 0; round < KILLS; round++) {
            int millis = random.nextInt(KILL_WITHIN_MILLIS);
            try (RunningProgram first = jmachine.start(machine.createArguments())) {
                if (!first.endsWithin(Duration.ofMillis(millis))) {
                    first.kill();
                }
            }
            String instant = "seed " + seed + ", killed after " + millis + " ms";
            Outcome again = machine.create();
            assertThat(again.status() == 0 || again.errors().contains("already exists")).as(instant + again.errors())
                    .isTrue();
            assertThat(machine.docker("version").status()).as(instant).isZero();
            jmachine.run("rm", "-y", "--clean-host", "web").orFail();
            assertThat(HostState.of(host).changesSince(before)).as(instant).isEmpty();
            assertThat(host.run(CONTAINER)).as(instant).isEqualTo(container);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatReachesNoPackagesIsToldWithTheWordsOfItsPackageTool(Release release) {
        try (DebianHost offline = DebianHost.offline(release)) {
            Outcome outcome = new GenericMachine(jmachine, "off", offline, "debian").create();

            assertThat(outcome.refusalWith("ENGINE_INSTALL_FAILED"))
                    .contains("docker.io").containsPattern("Temporary failure resolving|Unable to (locate|fetch)");
            assertThat(outcome.took()).isLessThan(Duration.ofMinutes(2));
            jmachine.run("rm", "-y", "off").orFail();
        }
    }
}
