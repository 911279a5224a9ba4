package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.testkit.MemoryMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandsTest {
    @TempDir
    Path folder;
    private FakeMachines machines;
    private CommandRun run;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        run = new CommandRun(machines);
    }

    /** Add a machine whose client certificate is there. */
    private MemoryMachine secured(String name) throws IOException {
        MemoryMachine machine = machines.add(name);
        Files.createDirectories(machine.folder());
        Files.createFile(machine.folder().resolve("cert.pem"));
        return machine;
    }

    @Test
    void lsOfNothingPrintsTheHeader() {
        run.line("ls");

        assertThat(run.out()).isEqualTo("NAME   ACTIVE   DRIVER   STATE   URL   SWARM   DOCKER   ERRORS\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void lsShowsAllColumns() {
        machines.add("a").url = "tcp://192.0.2.1:2376";
        machines.add("b").state = MachineState.STOPPED;
        MemoryMachine broken = machines.add("c");
        broken.engineFailure = new MachineException(ErrorCode.TLS, "Asking", "The certificate\nhas expired.");

        run.with("DOCKER_HOST", "tcp://192.0.2.1:2376").line("ls");

        assertThat(run.out()).isEqualTo("""
                NAME   ACTIVE   DRIVER   STATE     URL                    SWARM   DOCKER    ERRORS
                a      *        fake     Running   tcp://192.0.2.1:2376           v26.1.5   \n\
                b      -        fake     Stopped                                  Unknown   \n\
                c      -        fake     Running   tcp://192.0.2.7:2376           Unknown   \
                Unable to query docker version: The certificate has expired.
                """);
    }

    @Test
    void oneDamagedRecordDoesNotHideTheOthers() {
        machines.add("a");
        machines.add("b").damage = new MachineException(ErrorCode.STORE_DAMAGED, "Reading", "It is damaged.");

        run.line("ls");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("a      -        fake        Running")
                .contains("b               not found   Error").contains("It is damaged.");
        assertThat(run.line("ls -q").out()).isEqualTo("a\nb\n");
    }

    @Test
    void aMachineWhoseCreationWasCutShortSaysSo() {
        machines.add("a").unfinishedStep = "ssh";

        assertThat(run.line("ls").out()).contains("Creation was cut short before step \"ssh\"");
    }

    @Test
    void silentHostsAreGivenUpTogetherAfterTheTimeout() {
        machines.add("a");
        for (int index = 0; index < 200; index++) {
            machines.add("silent" + index).silent = true;
        }
        Instant begin = Instant.now();

        run.line("ls -t 1");

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(run.out().lines().filter(line -> line.contains("Timeout"))).hasSize(200);
        assertThat(run.out()).contains("a           -        fake     Running");
    }

    @Test
    void theStateFilterObeysTheTimeoutToo() {
        machines.add("a");
        machines.add("b").silent = true;

        assertThat(run.line("ls -q -t 1 --filter state=running").out()).isEqualTo("a\n");
        assertThat(run.line("ls -q -t 1 --filter state=Timeout").out()).isEqualTo("b\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name=^web | web1 web2", "name=1 | db1 web1", "name=db --filter name=2 | db1 web2",
        "driver=FAKE | db1 web1 web2", "driver=none | ''", "label=tier=front | web1 web2",
        "label=tier=FRONT --filter name=1 | web1", "label=tier | ''", "label=nosuch=x | ''",
        "state=stopped | db1", "state=Running --filter state=Stopped | db1 web1 web2", "NAME=db | db1"})
    void filtersOfOneKeyAreAlternativesAndOfDifferentKeysMustAllHold(String filter, String expected) {
        EngineSpec front = EngineSpec.builder().label("tier=front").label("bare").build();
        machines.add(MachineSpec.builder("web1", "fake").engine(front).build());
        machines.add(MachineSpec.builder("web2", "fake").engine(front).build());
        machines.add("db1").state = MachineState.STOPPED;

        run.line("ls -q --filter " + filter);

        assertThat(run.out().strip().replace('\n', ' ')).isEqualTo(expected);
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name | Unsupported filter syntax", "nosuch=x | Unsupported filter key 'nosuch'",
        "name=( | error parsing regexp"})
    void badFiltersAreRefused(String filter, String message) {
        run.line("ls --filter " + filter);

        assertThat(run.err()).startsWith(message);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aFormatWithoutTableHasNoHeaderAndReadsEscapes() {
        machines.add("a");

        assertThat(run.words("ls", "--format", "{{.Name}}\\t{{.State}}\\n{{.DockerVersion}} {{.ActiveHost}}").out())
                .isEqualTo("a\tRunning\nv26.1.5 false\n");
        assertThat(run.words("ls", "-f", "table {{.Name}}\\t{{.ResponseTime}}").out())
                .startsWith("NAME   RESPONSE\na      ").contains("ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{.Nosuch}}", "{{.Name", "{{json .Name"})
    void badFormatsAreRefused(String format) {
        machines.add("a");

        assertThat(run.words("ls", "--format", format).status()).isEqualTo(1);
        assertThat(run.err()).contains("template");
    }

    @Test
    void classicSwarmsOfDockerMachineAreShown() {
        String swarm = "\"Discovery\": \"token://x\", \"Host\": \"tcp://0.0.0.0:3376\", \"Master\": ";
        machines.add("master").swarm = swarm + "true";
        machines.add("node").swarm = swarm + "false";

        run.with("DOCKER_HOST", "tcp://192.0.2.7:3376");

        assertThat(run.words("ls", "--format", "{{.Name}}|{{.Active}}|{{.Swarm}}").out())
                .isEqualTo("master|* (swarm)|master (master)\nnode|-|master\n");
        assertThat(run.line("ls -q --filter swarm=MASTER").out()).isEqualTo("master\nnode\n");
        assertThat(run.line("active").out()).isEqualTo("master\n");
        assertThat(run.line("env --swarm master").out()).contains("DOCKER_HOST=\"tcp://192.0.2.7:3376\"");
        assertThat(run.line("env --swarm node").err()).startsWith("Error checking TLS connection: \"node\" is not a "
                + "swarm master. The --swarm flag is intended for use with swarm masters");
    }

    @Test
    void lsPrintsAVersionedDocument() {
        machines.add("a");

        assertThat(run.line("ls --json").out()).startsWith("{\n    \"version\": 1,\n    \"machines\": [")
                .contains("\"name\": \"a\"").contains("\"state\": \"Running\"")
                .contains("\"dockerVersion\": \"26.1.5\"");
    }

    @Test
    void theEndOfTheClientCertificateIsShownWhereItIsAskedFor() {
        machines.add("a").certificateExpiry = Instant.EPOCH;
        machines.add("b");

        assertThat(run.words("ls", "-f", "table {{.Name}}\\t{{.CertificateExpires}}").out())
                .isEqualTo("NAME   CERTIFICATE_EXPIRES\na      1970-01-01T00:00:00Z\nb      \n");
        assertThat(run.line("ls --json").out()).contains("\"certificateExpires\": \"1970-01-01T00:00:00Z\"");
    }

    @Test
    void activeNamesTheMachineOfDockerHost() {
        machines.add("a");

        assertThat(run.line("active").err()).isEqualTo("No active host found\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.with("DOCKER_HOST", "tcp://192.0.2.7:2376").line("active").out()).isEqualTo("a\n");
        machines.add("b").silent = true;
        machines.machines.remove("a");
        assertThat(run.line("active -t 1").err()).isEqualTo("Error getting active host: timeout\n");
        assertThat(run.line("active x").err()).isEqualTo("Error: Too many arguments given\n");
    }

    @Test
    void statusIpAndUrlPrintOneLine() {
        machines.add("a");
        machines.add("b").url = "tcp://192.0.2.9:2376";

        assertThat(run.line("status a").out()).isEqualTo("Running\n");
        assertThat(run.line("status a --json").out()).contains("\"state\": \"Running\"");
        assertThat(run.line("ip b a").out()).isEqualTo("192.0.2.9\n192.0.2.7\n");
        assertThat(run.line("url a").out()).isEqualTo("tcp://192.0.2.7:2376\n");
    }

    @Test
    void theMachineCalledDefaultIsMeantWhereNoneIsNamed() {
        assertThat(run.line("status").err())
                .isEqualTo("Error: No machine name(s) specified and no \"default\" machine exists\n");
        machines.add("default").state = MachineState.PAUSED;
        assertThat(run.line("status").out()).isEqualTo("Paused\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status a b", "url a b", "env a b", "inspect a b", "config a b"})
    void oneMachineOnlyMayBeNamed(String line) {
        assertThat(run.line(line).err()).isEqualTo("Error: Expected one machine name as an argument\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url a", "env a", "config a", "version a"})
    void aStoppedMachineIsNotRunning(String line) {
        machines.add("a").state = MachineState.STOPPED;

        run.line(line);

        assertThat(run.err()).startsWith("Host is not running\n").contains("[WRONG_STATE]");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void anUnknownMachineIsNamedInDockerMachinesWords() {
        run.line("inspect UNKNOWN");

        assertThat(run.err()).isEqualTo("""
                Docker machine "UNKNOWN" does not exist.
                  Looking for the machine "UNKNOWN"
                  Use "jmachine ls" to list machines. Use "jmachine create" to add a new one. [MACHINE_NOT_FOUND]
                """);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void configPrintsTheFlagsOfADockerClient() throws IOException {
        secured("a");
        Path machine = folder.resolve("machines/a");

        assertThat(run.line("config a").out()).isEqualTo("--tlsverify\n--tlscacert=\"" + machine + "/ca.pem\"\n"
                + "--tlscert=\"" + machine + "/cert.pem\"\n--tlskey=\"" + machine + "/key.pem\"\n"
                + "-H=tcp://192.0.2.7:2376\n");
    }

    @Test
    void configChecksTheConnection() {
        machines.add("a").engineFailure = new MachineException(ErrorCode.TLS, "Asking", "The certificate has expired.");

        run.line("config a");

        assertThat(run.err()).startsWith("Error running connection boilerplate: The certificate has expired.\n")
                .contains("jmachine regenerate-certs a").contains("[TLS]");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void anEngineWithoutTlsNeedsNoCertificates() {
        machines.add("a").url = "tcp://127.0.0.1:2375";

        assertThat(run.line("config a").out()).isEqualTo("-H=tcp://127.0.0.1:2375\n");
        assertThat(run.line("env a").out()).startsWith("export DOCKER_TLS_VERIFY=\"\"\n");
    }

    @Test
    void envPrintsVariablesAndAHint() throws IOException {
        secured("a");

        run.as("./jmachine").line("env a");

        assertThat(run.out()).isEqualTo("export DOCKER_TLS_VERIFY=\"1\"\nexport DOCKER_HOST=\"tcp://192.0.2.7:2376\"\n"
                + "export DOCKER_CERT_PATH=\"" + folder.resolve("machines/a") + "\"\nexport DOCKER_MACHINE_NAME=\"a\"\n"
                + "# Run this command to configure your shell: \n# eval $(./jmachine env a)\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theHintRepeatsWhatWasTyped() {
        assertThat(run.as("/my tools/jmachine").line("env --shell fish -u").out())
                .endsWith("# eval (\"/my tools/jmachine\" env --shell fish -u)\n");
    }

    @Test
    void noProxyAddsTheAddressToTheVariableInUse() {
        machines.add("a");

        assertThat(run.line("env --no-proxy a").out()).contains("export NO_PROXY=\"192.0.2.7\"\n");
        assertThat(run.with("NO_PROXY", "localhost").line("env --no-proxy a").out())
                .contains("export NO_PROXY=\"localhost,192.0.2.7\"\n");
        assertThat(run.with("no_proxy", "192.0.2.7,x").line("env --no-proxy a").out())
                .contains("export no_proxy=\"192.0.2.7,x\"\n");
        assertThat(run.line("env -u --no-proxy").out()).contains("unset no_proxy\n");
    }

    @Test
    void aMachineThatIsNotThereIsSaidBeforeAShellIsAskedFor() {
        assertThat(run.with("SHELL", "").line("env ghost").err()).contains("\"ghost\" does not exist");

        machines.add("a");
        assertThat(run.line("env a").err()).startsWith("Error: Unknown shell");
    }

    @Test
    void unsetTakesNoName() {
        assertThat(run.line("env -u a").err())
                .isEqualTo("Error: Expected no machine name when the -u flag is present\n");
        assertThat(run.line("env -u").out()).startsWith(
                "unset DOCKER_TLS_VERIFY\nunset DOCKER_HOST\nunset DOCKER_CERT_PATH\nunset DOCKER_MACHINE_NAME\n#");
    }

    @Test
    void inspectPrintsTheConfigurationOrATemplate() {
        machines.add("a");

        assertThat(run.line("inspect a").out()).startsWith("{\n    \"DriverName\": \"fake\"").endsWith("\n}\n");
        assertThat(run.words("inspect", "a", "-f", "{{.DriverName}} {{.Nosuch}}").out()).isEqualTo("fake <no value>\n");
        assertThat(run.words("inspect", "-f", "{{json .DriverName}}", "a").out()).isEqualTo("\"fake\"\n");
        assertThat(run.words("inspect", "-f", "{{.DriverName", "a").err()).startsWith("template parsing error: ");
        assertThat(run.line("inspect a b").out()).startsWith("Usage: jmachine inspect [OPTIONS] [NAME]");
    }

    @Test
    void versionTellsOursOrTheEngines() {
        machines.add("a");

        assertThat(run.as("/usr/bin/docker-machine").line("version").out()).startsWith("docker-machine version ")
                .contains(", build ");
        assertThat(run.line("version a").out()).isEqualTo("26.1.5\n");
        assertThat(run.line("version --json").out()).contains("\"programVersion\": ");
    }

    @Test
    void driversTellsReadinessAndFix() {
        assertThat(run.line("drivers").out()).contains("fake   no      Machines in memory   no memory is left")
                .contains("fake: buy memory");
        assertThat(run.line("drivers --json").out()).contains("\"fix\": \"buy memory\"").contains("\"ready\": false");
    }

    @Test
    void driversOfANameThatIsNotInstalledIsAnError() {
        assertThat(run.line("drivers fake nosuch").status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nosuch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "ls -q", "orphans", "image ls", "swarm ls", "cluster ls", "cluster plan",
        "cluster apply", "context ls"})
    void wordsThatMeanNothingAreRefused(String command) {
        assertThat(run.line(command + " web").status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Error: Too many arguments given\n");
    }

    @Test
    void orphansAreWhatTheProviderHasAndTheStoreHasNot() {
        machines.orphans.add(new OwnedObject("server", "s-1", "4f2c", "web"));

        assertThat(run.line("orphans -d fake --fake-memory 2").out())
                .isEqualTo("KIND     ID    MACHINE   MACHINE ID\nserver   s-1   web       4f2c\n");
        assertThat(run.err()).isEqualTo("(fake) The provider is slow.\n");
        assertThat(machines.log()).contains("orphans of fake {fake-memory=[2]}");
        assertThat(run.line("orphans --json").out()).contains("\"kind\": \"server\"").contains("\"id\": \"s-1\"");
    }
}
