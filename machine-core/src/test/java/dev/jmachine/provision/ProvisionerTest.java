package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of provisioning, its scripts run by a real shell on a host that is a folder. */
class ProvisionerTest {
    private static final EngineSpec LABELLED = EngineSpec.builder().label("rack=1").build();

    @TempDir
    Path folder;

    private FakeHost host;
    private CertificateAuthority authority;
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void prepare() {
        host = FakeHost.withSystemd(folder.resolve("host"));
        authority = CertificateAuthority.openOrCreate(folder.resolve("certs"), Clock.systemUTC());
    }

    private Provisioner provisioner() {
        return new Provisioner(host, sink, host.layout());
    }

    private boolean provision(EngineSpec engine) {
        return provisioner().secureEngine(provisioner().detect(), request(engine));
    }

    private ProvisionRequest request(EngineSpec engine) {
        List<String> names = List.of("192.0.2.7", "host.example");
        return new ProvisionRequest(engine, 2376, names, authority.certificatePem(),
                () -> authority.issueServer("host", names), false);
    }

    private MachineException failure(EngineSpec engine) {
        return catchThrowableOfType(MachineException.class, () -> provision(engine));
    }

    @Test
    void detectionTellsWhatTheHostIsAndChangesNothing() {
        HostFacts facts = provisioner().detect();

        assertThat(facts.operatingSystem()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(facts.verified()).isTrue();
        assertThat(facts.initSystem()).isEqualTo(InitSystem.SYSTEMD);
        assertThat(facts.engineVersion()).contains("26.1.5+dfsg1");
        assertThat(facts.engineRunning()).isTrue();
        assertThat(host.commands()).hasSize(1);
        assertThat(host.takeCalls()).allMatch(call -> call.startsWith("systemctl show") || call.equals("dockerd --version"));
    }

    @Test
    void theEngineIsRestartedWithItsPortOpenAndTheUnitsOwnCommandKept() throws Exception {
        assertThat(provision(LABELLED)).isTrue();

        assertThat(host.read(FakeHost.DROP_IN)).contains("ExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// "
                + "--containerd=/run/containerd/containerd.sock $DOCKER_OPTS --host=tcp://0.0.0.0:2376 --tlsverify ");
        assertThat(host.read("lib/systemd/system/docker.service")).isEqualTo(FakeHost.UNIT);
        assertThat(host.read(FakeHost.DAEMON_JSON)).contains("rack=1");
        assertThat(host.takeCalls()).containsSubsequence("systemctl daemon-reload", "systemctl restart docker.service")
                .doesNotContain("systemctl start docker.service").noneMatch(call -> call.contains("enable"));
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(host.path("etc/docker/jmachine/server-key.pem")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(host.path("etc/docker/jmachine/server.pem")))).isEqualTo("rw-r--r--");
    }

    @Test
    void aSecondTimeIsOneRoundTripAndTouchesNothing() {
        provision(LABELLED);
        host.takeCalls();
        host.commands().clear();

        assertThat(provision(LABELLED)).isFalse();

        assertThat(host.commands()).hasSize(1);
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
    }

    @Test
    void theKeyIsNeitherInAnyCommandLineNorInTheAnswer() {
        provision(LABELLED);

        String key = host.read("etc/docker/jmachine/server-key.pem").lines().skip(1).findFirst().orElseThrow();
        assertThat(host.read("stdin")).contains(key);
        assertThat(host.commands()).noneMatch(command -> command.contains(key));
        assertThat(host.read("stdout") + host.read("stderr") + host.takeCalls()).doesNotContain(key);
    }

    @Test
    void anEngineThatIsDownOrNotStartedAtBootOrWithoutItsKeyIsSeenTo() {
        provision(LABELLED);
        host.write("active", "inactive\n");
        assertThat(provision(LABELLED)).as("down").isTrue();
        host.write("boot", "disabled\n");
        assertThat(provision(LABELLED)).as("not started at boot").isTrue();
        assertThat(host.read("boot")).isEqualTo("enabled\n");
        host.write("etc/docker/jmachine/server-key.pem", "another key");
        assertThat(provision(LABELLED)).as("key replaced").isTrue();
        host.delete(FakeHost.DROP_IN);
        assertThat(provision(LABELLED)).as("drop-in lost").isTrue();
        assertThat(provision(LABELLED)).isFalse();
    }

    @Test
    void anUnknownSettingIsRefusedBeforeAnythingIsWritten() {
        MachineException failure = failure(EngineSpec.builder().label("rack=1").option("no-such-flag").build());

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_SETTING_UNKNOWN);
        assertThat(failure.problem()).isEqualTo("The engine refuses a setting.\n  unknown flag: --no-such-flag");
        assertThat(host.has(FakeHost.DROP_IN) || host.has("etc/docker") || host.has("var/lib/jmachine")).isFalse();
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
    }

    @Test
    void anEngineThatDoesNotStartIsPutBackWithItsLastWords() {
        host.write(FakeHost.DAEMON_JSON, "{\"debug\":true}");
        host.write("refused", "bad-value\n");
        host.write("journal", "starting up\nfailed to start daemon: TOKEN is s3cret-value\n");

        MachineException failure = failure(EngineSpec.builder().label("rack=bad-value")
                .environment("TOKEN=s3cret-value").build());

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
        assertThat(failure.problem()).contains("put back as it was").contains("failed to start daemon: TOKEN is ***");
        assertThat(host.read("active")).isEqualTo("active\n");
        assertThat(host.read(FakeHost.DAEMON_JSON)).isEqualTo("{\"debug\":true}");
        assertThat(host.has(FakeHost.DROP_IN) || host.has("etc/docker/jmachine/server-key.pem")).isFalse();
    }

    @Test
    void anEngineThatWasDownBeforeIsLeftDownWhenItDoesNotStart() {
        host.write("active", "inactive\n");
        host.write("refused", "jmachine\n");

        assertThat(failure(EngineSpec.DEFAULT).code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);

        assertThat(host.read("active")).isEqualTo("inactive\n");
    }

    @Test
    void containersThatRunAreHeldByLiveRestoreForTheTimeOfTheRestart() {
        host.runContainer();
        host.write("refused", "no-engine-may-start-with-this\n");

        assertThat(provision(LABELLED)).isTrue();

        assertThat(host.takeCalls()).filteredOn(call -> call.startsWith("docker ") || call.contains("restart"))
                .extracting(call -> call.split(" ")[0])
                .containsExactly("docker", "systemctl", "docker");
        assertThat(host.read(FakeHost.DAEMON_JSON)).contains("rack=1").doesNotContain("live-restore");
        assertThat(host.has("var/lib/jmachine/live-restore")).isFalse();
    }

    @Test
    void nothingIsRestartedWhenContainersCannotBeHeld() {
        host.runContainer();
        host.program("docker", "echo false");

        MachineException failure = failure(LABELLED);

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED);
        assertThat(failure.problem()).contains("live-restore").contains("Nothing was changed");
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
        assertThat(host.has(FakeHost.DAEMON_JSON) || host.has("var/lib/jmachine/live-restore")
                || host.has("var/lib/jmachine/engine.json")).isFalse();
    }

    @Test
    void cleaningTakesEverythingAwayAndOnceIsEnough() {
        host.write(FakeHost.DAEMON_JSON, "{\"labels\":[\"mine=1\"]}");
        host.write("boot", "disabled\n");
        provision(EngineSpec.builder().label("rack=1").storageDriver("overlay2").build());

        provisioner().clean();

        assertThat(host.read(FakeHost.DAEMON_JSON).strip()).isEqualTo("{\"labels\":[\"mine=1\"]}");
        assertThat(host.has("etc/docker/jmachine") || host.has("var/lib/jmachine")
                || host.has("etc/systemd/system/docker.service.d")).isFalse();
        assertThat(host.read("boot")).isEqualTo("disabled\n");
        assertThat(host.read("active")).isEqualTo("active\n");
        host.takeCalls();
        provisioner().clean();
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
    }

    @Test
    void filesArePutBackWhereTheEngineItselfIsGone() {
        provision(LABELLED);
        host.delete("bin/dockerd");
        host.delete("lib/systemd/system/docker.service");
        host.takeCalls();

        provisioner().clean();

        assertThat(host.has(FakeHost.DROP_IN) || host.has(FakeHost.DAEMON_JSON) || host.has("var/lib/jmachine")).isFalse();
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
    }

    @Test
    void onOpenRcTheOwnersArgumentsAreKeptAndOursAdded() {
        host = FakeHost.withOpenRc(folder.resolve("alpine"));

        assertThat(provision(EngineSpec.builder().label("rack=1").option("log-opt=tag=a 'b' $c")
                .environment("NO_PROXY=x y").build())).isTrue();

        assertThat(host.read("arguments").lines()).startsWith("--icc=false", "--log-opt=tag=a 'b' $c",
                "--host=unix:///var/run/docker.sock", "--host=tcp://0.0.0.0:2376", "--tlsverify");
        assertThat(host.read("environment").strip()).isEqualTo("x y");
        assertThat(sink.notices()).anyMatch(notice -> notice.contains("Alpine") && notice.contains("not among"));
        provisioner().clean();
        assertThat(host.read("etc/conf.d/docker")).isEqualTo("# the owner's\nDOCKER_OPTS=\"--icc=false\"\n");
        assertThat(host.has("etc/docker/jmachine")).isFalse();
    }

    @Test
    void onOpenRcAnEngineThatDoesNotStartIsPutBackWithItsLastWords() {
        host = FakeHost.withOpenRc(folder.resolve("alpine"));
        host.write("refused", "2376\n");

        MachineException failure = failure(EngineSpec.DEFAULT);

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
        assertThat(failure.problem()).endsWith("engine: that is refused").doesNotContain("old line");
        assertThat(host.read("active")).isEqualTo("active\n");
        assertThat(host.read("etc/conf.d/docker")).doesNotContain("jmachine");
    }

    @Test
    void hostsThatCannotBeProvisionedAreRefused() {
        host.write("etc/os-release", "ID=plan9\nPRETTY_NAME=\"Plan 9\"\n");
        MachineException unknown = catchThrowableOfType(MachineException.class, () -> provisioner().detect());
        host.write("etc/os-release", "ID=devuan\nID_LIKE=debian\nPRETTY_NAME=Devuan\n");
        host.delete("run/systemd/system/present");
        host.delete("run/systemd/system");
        host.delete("bin/rc-service");
        host.write("proc/1/comm", "init\n");
        MachineException init = catchThrowableOfType(MachineException.class, () -> provisioner().detect());

        assertThat(unknown.code()).isEqualTo(ErrorCode.OS_UNSUPPORTED);
        assertThat(unknown.problem()).contains("Plan 9");
        assertThat(init.code()).isEqualTo(ErrorCode.OS_UNSUPPORTED);
        assertThat(init.problem()).contains("\"init\"");
    }
}
