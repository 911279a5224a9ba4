package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.ssh.RootShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostScriptTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private FakeHost host;

    @BeforeEach
    void prepare() {
        host = FakeHost.withSystemd(folder.resolve("host"));
    }

    private HostScript script(String entry) {
        return new HostScript(host.layout(), entry, "common.sh");
    }

    private MachineException failure(HostScript script) {
        return catchThrowableOfType(MachineException.class, () -> script.run(host, "Trying", TIMEOUT));
    }

    @Test
    void valuesAndArgumentsArriveWhateverIsInThem() {
        String odd = "a'b \"c\" $HOME `id` \\ \n; rm -rf x #";
        HostReport report = script("show() { printf '%s' \"$value\" | sed 's/^/value|/'; echo; fact count $#;"
                + " printf '%s' \"$1\" | sed 's/^/first|/'; echo; }; show")
                .set("value", odd).arguments(List.of(odd, "second")).run(host, "Trying", TIMEOUT);

        assertThat(report.text("value")).isEqualTo(odd + "\n");
        assertThat(report.text("first")).isEqualTo(odd + "\n");
        assertThat(report.value("count")).isEqualTo("2");
    }

    @Test
    void aTextThatIsCutOffDoesNothing() {
        String text = new HostScript(host.layout(), "apply", "common.sh", "systemd.sh", "apply.sh").text();
        for (int length = 100; length < text.length() - "apply < /dev/null\n".length(); length += 500) {
            host.run(RootShell.SCRIPT, text.substring(0, length), TIMEOUT);
        }

        assertThat(host.takeCalls()).isEmpty();
        assertThat(host.has("var/lib/jmachine") || host.has("run/jmachine.lock")).isFalse();
    }

    @Test
    void aFailureThatWasForeseenHasItsCodeAndOneThatWasNotItsLastWordsWithoutSecrets() {
        MachineException foreseen = failure(script("fail ENGINE_NOT_STARTED 'It is down.'"));
        MachineException unforeseen = failure(script("broken() { echo \"no room for $key\" >&2; false; }; broken")
                .set("key", "secret-line").secret("secret-line"));

        assertThat(foreseen.code()).isEqualTo(ErrorCode.ENGINE_NOT_STARTED);
        assertThat(foreseen.problem()).isEqualTo("It is down.");
        assertThat(unforeseen.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED);
        assertThat(unforeseen.problem()).isEqualTo("A script on the host ended with status 1.\n  no room for ***");
    }

    @Test
    void whoMayNotBecomeRootIsToldSo() {
        for (String words : List.of("sudo: a password is required", "sh: 1: exec: sudo: not found")) {
            FakeShell shell = new FakeShell(new CommandResult(1, "", words + "\n"));

            MachineException failure = catchThrowableOfType(MachineException.class,
                    () -> script("detect").run(shell, "Trying", TIMEOUT));

            assertThat(failure.code()).isEqualTo(ErrorCode.NO_ROOT);
            assertThat(failure.problem()).contains(words);
        }
    }

    @Test
    void linesThatAreNoAnswerAreIgnored() {
        HostReport report = HostReport.parse("Welcome to the host!\nname=a=b\ntext|  one\n\ntext|\ntext|two|=\n");

        assertThat(report.value("name")).isEqualTo("a=b");
        assertThat(report.text("text")).isEqualTo("  one\n\ntwo|=\n");
        assertThat(report.has("other")).isFalse();
        assertThat(report.value("other") + report.text("other")).isEmpty();
    }

    @Test
    void theFilesArePosixShellAndCleanByShellcheck() throws Exception {
        Path scripts = Path.of("src/main/resources/dev/jmachine/provision");
        List<String> files;
        try (var stream = Files.list(scripts)) {
            files = stream.map(Path::toString).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        assertThat(run("sh", files, "-n")).as("syntax").isEmpty();
        assumeTrue(isInstalled("shellcheck"), "skipped: shellcheck is not installed here");
        assertThat(run("shellcheck", files, "-s", "sh")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachFamilysPackageFunctionsAreAllThere(OsFamily family) {
        HostReport report = new HostScript(host.layout(), "all_there() { for name in package_repair package_refresh"
                + " package_versions package_install package_of_engine package_install_fetcher package_owner"
                + " package_installed package_newer package_candidate package_hold package_fetch package_upgrade"
                + " package_program package_keep package_back; do"
                + " command -v $name > /dev/null || fact missing $name; done; fact done yes; }; all_there",
                "common.sh", family.packageScript()).run(host, "Trying", TIMEOUT);

        assertThat(report.value("missing")).isEmpty();
        assertThat(report.value("done")).isEqualTo("yes");
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    /** Run a program on files one by one and return all that it says. */
    private String run(String program, List<String> files, String... options) throws Exception {
        StringBuilder said = new StringBuilder();
        for (String file : files) {
            Path output = folder.resolve("output");
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(List.of(options));
            command.add(file);
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(file).isTrue();
            said.append(Files.readString(output));
        }
        return said.toString();
    }
}
