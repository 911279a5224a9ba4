package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineInstall.Mode;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Installation with stand-ins for package tools and fetchers. */
class EngineInstallerTest {
    private static final String LOG_CALL = "echo \"${0##*/} $*\" >> \"$HOST/calls\"\n";
    private static final String BRING_ENGINE =
            "printf '#!/bin/sh\\necho Docker version 27.1.2, build 1\\n' > \"$HOST/bin/dockerd\""
                    + " && chmod +x \"$HOST/bin/dockerd\"\n";

    @TempDir
    Path folder;

    private FakeHost host;
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void prepare() {
        host = FakeHost.withoutEngine(folder.resolve("host"));
        host.program("dpkg", LOG_CALL);
        host.program("apt-cache", LOG_CALL + "[ $2 != docker.io ] || cat \"$HOST/madison\"\n");
        host.program("apt-get", LOG_CALL + "case \"$*\" in *docker.io*) [ ! -e \"$HOST/mirror-down\" ] || {"
                + " echo 'E: Unable to locate package docker.io' >&2; exit 100; }\n" + BRING_ENGINE + ";; esac\n");
        host.program("getent", "exit 2");
        host.write("madison", " docker.io | 5:27.1.2-1 | http://mirror bookworm/main amd64 Packages\n"
                + " docker.io | 20.10.24+dfsg1-1 | http://mirror bookworm/main amd64 Packages\n");
    }

    private HostFacts install(EngineSpec.Builder engine) {
        Provisioner provisioner = new Provisioner(host, sink, host.layout());
        return provisioner.installEngine(provisioner.detect(), engine.build());
    }

    private MachineException failure(EngineSpec.Builder engine) {
        return catchThrowableOfType(MachineException.class, () -> install(engine));
    }

    private static EngineSpec.Builder by(Mode mode) {
        return EngineSpec.builder().install(EngineInstall.of(mode));
    }

    private void letScriptHostAnswer(String script) {
        host.program("getent", "echo 192.0.2.1");
        host.write("script", script);
        host.program("curl", LOG_CALL + "while [ \"$1\" != -o ]; do shift; done; cp \"$HOST/script\" \"$2\"\n");
    }

    @Test
    void theScriptIsTakenWhereItsHostAnswers() {
        letScriptHostAnswer("echo \"script $VERSION\" >> \"$HOST/calls\"\n" + BRING_ENGINE);

        HostFacts facts = install(by(Mode.AUTO).version("27.1"));

        assertThat(facts.engineVersion()).contains("27.1.2");
        assertThat(host.commands()).as("detection and installation").hasSize(2);
        assertThat(host.takeCalls()).contains("script 27.1").noneMatch(call -> call.startsWith("apt-get"));
        assertThat(sink.notices()).containsExactly("Docker Engine was installed by the script of get.docker.com.");
    }

    @Test
    void thePackageIsTakenWhereTheScriptsHostHasNoAddress() {
        assertThat(install(by(Mode.AUTO)).engineVersion()).contains("27.1.2");

        assertThat(sink.notices()).singleElement().asString().contains("no such name").contains("package");
        assertThat(host.takeCalls()).noneMatch(call -> call.startsWith("curl"));
        assertThat(host.has("var/lib/jmachine/installing")).isFalse();
    }

    @Test
    void aScriptThatFailsIsFollowedByThePackageWithoutTheRepositoryItLeft() {
        host.write("etc/apt/sources.list.d/own.list", "the owner's");
        letScriptHostAnswer("echo deb > \"$HOST/etc/apt/sources.list.d/docker.list\"; echo no repository; exit 1");

        assertThat(install(by(Mode.AUTO)).engineVersion()).contains("27.1.2");

        assertThat(sink.notices()).singleElement().asString().contains("no repository").contains("package");
        assertThat(host.has("etc/apt/sources.list.d/docker.list")).isFalse();
        assertThat(host.has("etc/apt/sources.list.d/own.list")).isTrue();
    }

    @Test
    void aScriptThatWasAskedForAndFailsIsAFailure() {
        letScriptHostAnswer("echo ERROR: version not found; exit 1");

        MachineException failure = failure(by(Mode.SCRIPT));

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
        assertThat(failure.problem()).endsWith("ERROR: version not found");
    }

    @Test
    void aScriptThatSaysItSucceededWithoutBringingAnEngineIsAFailure() {
        letScriptHostAnswer("exit 0");

        assertThat(failure(by(Mode.SCRIPT)).problem()).contains("no engine (dockerd)");
        assertThat(host.has("var/lib/jmachine/installing")).isTrue();
    }

    @Test
    void aVersionIsFoundAtTheBeginningOfThePackagesVersionUpToTheEndOfANumber() {
        install(by(Mode.PACKAGE).version("20.10"));
        assertThat(host.takeCalls()).anyMatch(call -> call.contains("docker.io=20.10.24+dfsg1-1"));

        MachineException failure = failure(by(Mode.PACKAGE).version("20.1"));
        assertThat(failure).isNull();
        host.delete("bin/dockerd");
        assertThat(failure(by(Mode.PACKAGE).version("20.1")).problem())
                .contains("Version 20.1").contains("5:27.1.2-1 20.10.24+dfsg1-1");
    }

    @Test
    void aMirrorThatIsDownIsReportedInThePackageToolsWords() {
        host.write("mirror-down", "");

        MachineException failure = failure(by(Mode.PACKAGE));

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_INSTALL_FAILED);
        assertThat(failure.problem()).contains("docker.io").endsWith("E: Unable to locate package docker.io");
    }

    @Test
    void theInstallerNeverAsksAndKeepsConfigurationFiles() {
        host.program("apt-get", "echo \"$DEBIAN_FRONTEND $*\" >> \"$HOST/calls\"\n" + BRING_ENGINE);

        install(by(Mode.PACKAGE));

        assertThat(host.takeCalls()).filteredOn(call -> call.contains("docker.io")).filteredOn(call ->
                call.startsWith("noninteractive")).singleElement().asString().contains("-qy", "--force-confold");
    }

    @Test
    void malformedVersionsUrlsAndChecksumsAreRefusedHere() {
        for (EngineSpec.Builder engine : List.of(by(Mode.PACKAGE).version("1; reboot"),
                EngineSpec.builder().install(EngineInstall.fromUrl("file:///etc/passwd", "")),
                EngineSpec.builder().install(EngineInstall.fromUrl("http://", "")),
                EngineSpec.builder().install(EngineInstall.fromUrl("http://a b/", "")),
                EngineSpec.builder().install(EngineInstall.fromUrl("http://h/s", "md5:123")))) {
            assertThat(failure(engine).code()).as(engine.build().toString()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
        assertThat(host.takeCalls()).noneMatch(call -> call.startsWith("apt-get"));
    }

    /** What the tools print, from their documentation; only the first family is run for real. */
    static Stream<Arguments> packageTools() {
        return Stream.of(
                Arguments.of(OsFamily.RED_HAT, "dnf", "Last metadata expiration check: 0:01:02 ago.\n"
                        + "Available Packages\ndocker-ce.x86_64   3:26.1.3-1.el9   docker-ce-stable\n"
                        + "docker-ce.x86_64   3:26.1.4-1.el9   docker-ce-stable\n", "docker-ce",
                        "3:26.1.4-1.el9 3:26.1.3-1.el9"),
                Arguments.of(OsFamily.SUSE, "zypper", "S | Name   | Type    | Version       | Arch   | Repository\n"
                        + "--+--------+---------+---------------+--------+-----------\n"
                        + "  | docker | package | 26.1.5_ce-1.1 | x86_64 | Main\n"
                        + "  | docker | srcpackage | 26.1.5_ce-1.1 | noarch | Source\n", "docker", "26.1.5_ce-1.1"),
                Arguments.of(OsFamily.ARCH, "pacman", "Repository      : extra\nName            : docker\n"
                        + "Version         : 1:27.3.1-1\n", "docker", "27.3.1-1"),
                Arguments.of(OsFamily.ALPINE, "apk", "docker policy:\n  26.1.5-r0:\n    http://mirror/community\n"
                        + "  25.0.1-r1:\n    lib/apk/db/installed\n", "docker", "26.1.5-r0 25.0.1-r1"));
    }

    @ParameterizedTest
    @MethodSource("packageTools")
    void versionsAreReadFromWhatThePackageToolPrints(
            OsFamily family, String tool, String output, String engine, String versions) {
        host.write("output", output);
        host.program(tool, "cat \"$HOST/output\"");

        HostReport report = new HostScript(host.layout(), "versions() { begin_work; fact engine \"$(package_of_engine)\";"
                + " fact versions \"$(package_versions \"$(package_of_engine)\" | paste -s -d ' ' -)\"; }; versions",
                "common.sh", family.packageScript()).run(host, "Trying", Duration.ofSeconds(30));

        assertThat(report.value("engine")).isEqualTo(engine);
        assertThat(report.value("versions")).isEqualTo(versions);
    }
}
