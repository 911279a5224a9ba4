package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades with stand-ins for the package tools of Debian. */
class EngineUpgradeTest {
    private static final String LOG_CALL = "echo \"${0##*/} $*\" >> \"$HOST/calls\"\n";

    @TempDir
    Path folder;

    private FakeHost host;
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void prepare() {
        host = FakeHost.withSystemd(folder.resolve("host"));
        host.write("version", "26.1.5+dfsg1");
        host.write("installed", "26.1.5+dfsg1-9");
        host.write("candidate", "27.5.1+dfsg1-2");
        host.write("offered", "27.5.1+dfsg1-2\n27.1.0-1\n26.1.5+dfsg1-9\n20.10.24+dfsg1-1\n");
        host.program("dpkg", LOG_CALL + """
                case "$*" in
                    *'--compare-versions '*)
                        [ "$2" != "$4" ] && [ "$(printf '%s\\n' "$2" "$4" | sort -V | tail -n 1)" = "$2" ] ;;
                    '-S '*) ! [ -e "$HOST/owned" ] || cat "$HOST/owned" ;;
                    *--install*) echo "26.1.5+dfsg1-9" > "$HOST/installed"; rm -f "$HOST/refused" ;;
                esac
                """);
        host.write("owned", "docker.io: /usr/sbin/dockerd\n");
        host.program("dpkg-query", """
                case "$*" in
                    "-W "*docker.io) echo "installed $(cat "$HOST/installed")" ;;
                    "-s "*) printf 'Package: docker.io\\nStatus: x\\nVersion: 1\\nDescription: x\\n' ;;
                    --control-path*) ;;
                    "-L "*) echo /. ;;
                    *) exit 1 ;;
                esac
                """);
        host.program("dpkg-deb", LOG_CALL + "for last; do :; done; : > \"$last\"\n");
        host.program("tar", "cat > /dev/null < /dev/null\n");
        host.program("ls", "exec /bin/ls \"$@\"\n");
        host.program("apt-mark", LOG_CALL + "cat \"$HOST/held\" 2> /dev/null\n");
        host.program("apt-cache", LOG_CALL + """
                case "$*" in
                    "policy docker.io") printf 'docker.io:\\n  Candidate: %s\\n' "$(cat "$HOST/candidate")" ;;
                    "madison docker.io") sed 's/.*/ docker.io | & | mirror/' "$HOST/offered" ;;
                esac
                """);
        host.program("apt-get", LOG_CALL + """
                case "$*" in
                    *update) cat "$HOST/update" 2> /dev/null || : ;;
                    *--download-only*)
                        [ ! -e "$HOST/mirror-down" ] || { echo "E: Failed to fetch docker.io"; exit 100; } ;;
                    *docker.io=*)
                        [ ! -e "$HOST/full" ] || { echo "dpkg: error: No space left on device"; exit 100; }
                        echo "$*" | sed 's/.*docker.io=//; s/ .*//' > "$HOST/installed"
                        systemctl restart docker.service || : ;;
                esac
                """);
    }

    private HostFacts upgrade(String version) {
        Provisioner provisioner = new Provisioner(host, sink, host.layout());
        return provisioner.upgradeEngine(provisioner.detect(), version);
    }

    private MachineException failure(String version) {
        MachineException failure = catchThrowableOfType(MachineException.class, () -> upgrade(version));
        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_UPGRADE_FAILED);
        return failure;
    }

    private boolean installed(String version) {
        return host.read("installed").strip().equals(version);
    }

    @Test
    void theNewestIsFetchedBeforeItTakesThePlaceOfTheOldAndBothVersionsAreTold() {
        upgrade("");

        assertThat(sink.notices())
                .containsExactly("Docker Engine (docker.io) was upgraded from 26.1.5+dfsg1-9 to 27.5.1+dfsg1-2.");
        assertThat(host.takeCalls()).filteredOn(call -> call.startsWith("apt-get ") || call.contains("restart"))
                .satisfiesExactly(
                        call -> assertThat(call).endsWith("update"),
                        call -> assertThat(call).endsWith("--download-only docker.io=27.5.1+dfsg1-2"),
                        call -> assertThat(call).endsWith("--no-remove docker.io=27.5.1+dfsg1-2"),
                        call -> assertThat(call).isEqualTo("systemctl restart docker.service"));
        assertThat(host.has("var/lib/jmachine")).isFalse();
    }

    @Test
    void whereNothingNewerIsToBeHadNothingIsInstalledOrRestarted() {
        host.write("candidate", "26.1.5+dfsg1-9");

        upgrade("");

        assertThat(sink.notices()).containsExactly(
                "Docker Engine (docker.io) stays 26.1.5+dfsg1-9: nothing newer is to be had.");
        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart") || call.contains("install"));
    }

    @Test
    void aVersionIsFoundByItsBeginningAndAnOlderOneIsRefused() {
        upgrade("27.1");
        assertThat(installed("27.1.0-1")).isTrue();

        assertThat(failure("20.10").problem()).contains("27.1.0-1", "newer than 20.10.24+dfsg1-1");
        assertThat(failure("99").problem()).contains("Version 99", "27.5.1+dfsg1-2 27.1.0-1");
        assertThat(installed("27.1.0-1")).isTrue();
    }

    @Test
    void anEngineOfNoPackageOrOfOneThatIsHeldIsLeftAlone() {
        host.write("held", "docker.io\n");
        assertThat(failure("").problem()).isEqualTo("The package docker.io is held on the host (apt-mark hold).");
        host.delete("owned");
        assertThat(failure("").problem()).contains("belongs to no package");
        host.delete("bin/dockerd");
        assertThat(failure("").problem()).isEqualTo("The host has no Docker Engine.");

        assertThat(host.takeCalls()).noneMatch(call -> call.startsWith("apt-get") || call.contains("restart"));
    }

    @Test
    void listsThatCouldNotBeRefreshedAreNoProofThatNothingNewerIsThere() {
        host.write("update", "W: Failed to fetch http://mirror/InRelease  Could not resolve 'mirror'\n");
        host.write("candidate", "26.1.5+dfsg1-9");

        assertThat(failure("").problem()).contains("not known").endsWith("Could not resolve 'mirror'");

        host.write("candidate", "27.5.1+dfsg1-2");
        upgrade("");
        assertThat(installed("27.5.1+dfsg1-2")).isTrue();
    }

    @Test
    void whatCannotBeFetchedLeavesTheEngineRunning() {
        host.write("mirror-down", "");

        assertThat(failure("").problem())
                .isEqualTo("docker.io 27.5.1+dfsg1-2 could not be fetched.\n  E: Failed to fetch docker.io");

        assertThat(host.takeCalls()).noneMatch(call -> call.contains("restart"));
        assertThat(host.has("var/lib/jmachine")).isFalse();
    }

    @Test
    void whatCannotBeInstalledIsPutBackWithTheToolsLastLines() {
        host.write("full", "");

        assertThat(failure("").problem()).contains("could not be installed", "Version 26.1.5+dfsg1-9 has been put back",
                "No space left on device");

        assertThat(host.takeCalls()).anyMatch(call -> call.startsWith("dpkg --install"));
        assertThat(host.read("active")).isEqualTo("active\n");
    }

    @Test
    void anEngineThatDoesNotStartIsPutBackWithItsOwnLastWords() {
        host.write(FakeHost.DAEMON_JSON, "{\"old-setting\":true}");
        host.write("refused", "old-setting\n");
        host.write("journal", "the following directives don't match any configuration option: old-setting\n");

        assertThat(failure("").problem()).contains("27.5.1+dfsg1-2 does not start",
                "Version 26.1.5+dfsg1-9 has been put back", "directives don't match");

        assertThat(installed("26.1.5+dfsg1-9")).isTrue();
        assertThat(host.read("active")).isEqualTo("active\n");
    }

    @Test
    void containersThatTheRestartEndsAreToldOfUnlessTheirOwnerHoldsThem() {
        host.runContainer();
        upgrade("27.1");
        assertThat(sink.notices()).anyMatch(notice -> notice.contains("restart policy"));
        sink.notices().clear();

        host.write(FakeHost.DAEMON_JSON, "{\"live-restore\": true}");
        upgrade("");
        assertThat(sink.notices()).noneMatch(notice -> notice.contains("restart policy"));
    }

    @Test
    void whatThePackageToolSaysIsToldWhileItWorks() {
        host.program("dpkg-deb", "echo Packing the old one; sleep 2.5; for last; do :; done; : > \"$last\"\n");

        upgrade("");

        assertThat(sink.progress()).contains("Packing the old one");
    }
}
