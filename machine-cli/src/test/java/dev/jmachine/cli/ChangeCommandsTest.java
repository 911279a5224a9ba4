package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.testkit.MemoryMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCommandsTest {
    @TempDir
    Path folder;
    private FakeMachines machines;
    private CommandRun run;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        run = new CommandRun(machines);
    }

    private MachineSpec created() {
        assertThat(machines.created()).hasSize(1);
        return machines.created().get(0);
    }

    @Test
    void createTellsTheStepsAndWhatToDoNext() {
        run.as("./jmachine").line("create dev");

        assertThat(run.out()).isEqualTo("Running pre-create checks...\nTo see how to connect your Docker Client to the "
                + "Docker Engine running on this virtual machine, run: ./jmachine env dev\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void createTakesAllGenericFlagsAndTheDriversOwn() {
        run.line("create --engine-opt a=b --engine-opt c -d fake --engine-label x=y --engine-env=K=V "
                + "--engine-insecure-registry r1 --engine-registry-mirror m1 --engine-storage-driver overlay2 "
                + "--tls-san san1 --tls-san san2 --engine-version 26.1 --fake-disk d1 dev --fake-disk=d2 --fake-fast");

        MachineSpec spec = created();
        assertThat(spec.name()).isEqualTo("dev");
        assertThat(spec.engine().options()).containsExactly("a=b", "c");
        assertThat(spec.engine().labels()).containsExactly("x=y");
        assertThat(spec.engine().environment()).containsExactly("K=V");
        assertThat(spec.engine().insecureRegistries()).containsExactly("r1");
        assertThat(spec.engine().registryMirrors()).containsExactly("m1");
        assertThat(spec.engine().storageDriver()).isEqualTo("overlay2");
        assertThat(spec.engine().version()).isEqualTo("26.1");
        assertThat(spec.tlsNames()).containsExactly("san1", "san2");
        assertThat(spec.driverOptions()).containsOnly(java.util.Map.entry("fake-disk", List.of("d1", "d2")),
                java.util.Map.entry("fake-fast", List.of("true")));
    }

    @Test
    void createTakesABastionFromFlagsOrVariables() {
        run.with("JMACHINE_SSH_BASTION_KEY", "/keys/gate").line("create --ssh-bastion me@gate:2222 dev");

        assertThat(created().bastion())
                .contains(new Bastion("me", "gate", 2222, Optional.of(Path.of("/keys/gate"))));
    }

    @Test
    void aBastionThatIsNoneAndAKeyWithoutOneAreRefused() {
        assertThat(run.line("create --ssh-bastion gate:ssh dev").err()).contains("invalid value \"gate:ssh\" for flag "
                + "-ssh-bastion: It is not of the form [user@]host[:port].");
        assertThat(run.line("create --ssh-bastion-key id dev").err()).contains("--ssh-bastion-key needs --ssh-bastion");
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void optionsOfTheDriverComeFromTheEnvironmentAndDefaultsAreLeftToIt() {
        run.with("FAKE_SIZE", "large").with("FAKE_DISK", "a,b").with("ENGINE_REGISTRY_MIRROR", "m").line("create dev");

        assertThat(created().driverOptions()).containsOnly(java.util.Map.entry("fake-size", List.of("large")),
                java.util.Map.entry("fake-disk", List.of("a", "b")));
        assertThat(created().engine().registryMirrors()).containsExactly("m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | AUTO | '' | ''", "--engine-install package | PACKAGE | '' | ''", "--engine-install none | NONE | '' | ''",
        "--engine-install https://x/i.sh | URL | https://x/i.sh | ''",
        "--engine-install https://x/i.sh,sha256:ab | URL | https://x/i.sh | sha256:ab",
        "--engine-install-url http://x/i.sh | URL | http://x/i.sh | ''",
        "--engine-install-url http://x/i.sh --engine-install script | SCRIPT | '' | ''"})
    void theEngineIsInstalledAsAsked(String flags, EngineInstall.Mode mode, String url, String checksum) {
        run.line(("create dev " + flags).strip());

        assertThat(created().engine().install()).isEqualTo(new EngineInstall(mode, url, checksum));
    }

    @Test
    void severalMachinesAreMadeAndOneThatFailsDoesNotStopTheOthers() {
        machines.createFailures.put("b",
                new MachineException(ErrorCode.PORT_IN_USE, "Looking at port 2222", "It is in use."));

        run.line("create a b c");

        assertThat(machines.list()).extracting(Machine::name).containsExactly("a", "c");
        assertThat(run.out()).contains("(a) Running pre-create checks...").contains("env a\n").contains("env c\n")
                .doesNotContain("env b");
        assertThat(run.err()).isEqualTo("""
                Error with pre-create check: "It is in use."
                  Looking at port 2222
                  Free the port, or name another with the driver's flag. [PORT_IN_USE]
                """);
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void aFlagThatTheDriverDoesNotLikeIsNoFailedCheck() {
        machines.createFailures.put("a", new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading --url", "No URL."));

        assertThat(run.line("create a").status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error setting machine configuration from flags provided: No URL.\n");
    }

    @Test
    void createGoesOnWhereItWasCutShort() {
        machines.add("dev").unfinishedStep = "ssh";

        assertThat(run.line("create dev").status()).isZero();
        assertThat(machines.log()).contains("resume dev");
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void goingOnNeedsNotTheDriverThatIsTheDefaultNow() {
        machines.add("dev").unfinishedStep = "ssh";

        assertThat(run.with("MACHINE_DRIVER", "nosuch").line("create dev").status()).isZero();
        assertThat(machines.log()).contains("resume dev");
    }

    @Test
    void aNameThatIsTakenIsRefusedInDockerMachinesWords() {
        machines.add("dev");

        run.line("create -d fake dev");

        assertThat(run.err().lines().findFirst()).contains("Docker machine \"dev\" already exists");
        assertThat(run.err()).contains("jmachine rm dev").contains("[MACHINE_EXISTS]");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "-x", ".a", "a_b", "a b"})
    void aNameMustBeAHostName(String name) {
        run.words("create", "--", name);

        assertThat(run.err()).startsWith(
                "Error creating machine: Invalid hostname specified. Allowed hostname chars are: 0-9a-zA-Z . -\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void createWithoutNameShowsHelpWithTheDriversFlags() {
        run.line("create");

        assertThat(run.out()).startsWith("Usage: jmachine create [OPTIONS] NAME...").contains("--fake-memory")
                .contains("[$FAKE_MEMORY]").contains("(default: 1024)").contains("--engine-label");
        assertThat(run.err()).isEqualTo("Error: No machine name specified\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.line("create --driver fake --help").out()).contains("--fake-memory");
        assertThat(run.status()).isZero();
    }

    @Test
    void anUnknownDriverIsTold() {
        run.line("create -d nosuch dev");

        assertThat(run.err()).startsWith("Driver \"nosuch\" not found.").contains("[DRIVER_NOT_FOUND]");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aFlagOfAnotherDriverIsUnknown() {
        assertThat(run.line("create dev --other-size 3").err())
                .isEqualTo("flag provided but not defined: -other-size\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void theFirstOfSeveralManagersBeginsTheSwarmAndTheOthersJoinIt() {
        run.line("--parallel 1 create --swarm-manager --swarm-label a=b --swarm-availability drain --swarm-autolock "
                + "m1 m2 m3");

        SwarmSpec first = SwarmSpec.beginning().withLabels(Map.of("a", "b"))
                .withAvailability(SwarmSpec.Availability.DRAIN).withAutolock(true);
        SwarmSpec other = SwarmSpec.joining("m1", SwarmSpec.Role.MANAGER).withLabels(Map.of("a", "b"))
                .withAvailability(SwarmSpec.Availability.DRAIN);
        assertThat(machines.created()).extracting(MachineSpec::name).containsExactly("m1", "m2", "m3");
        assertThat(machines.created()).extracting(MachineSpec::swarm).containsExactly(first, other, other);
        assertThat(run.out()).containsOnlyOnce("jmachine swarm unlock-key m1\n");
    }

    @Test
    void workersJoinTheSwarmNamed() {
        run.with("MACHINE_CREATE_SWARM_JOIN", "m1").line("create --swarm-agent --swarm-advertise-addr eth1 "
                + "--swarm-data-path-addr eth2 w1 w2");

        assertThat(machines.created()).extracting(MachineSpec::swarm).containsOnly(
                SwarmSpec.joining("m1", SwarmSpec.Role.WORKER).withAddresses("eth1", "eth2")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--swarm-worker | needs --swarm-join", "--swarm-manager --swarm-worker | exclude each other",
        "--swarm-join m1 | needs --swarm-manager or --swarm-worker", "--swarm-label a=b | needs --swarm-manager",
        "--swarm-manager --swarm-label a | it is not key=value", "--swarm-manager --swarm-availability x | active",
        "--swarm-manager --swarm-join m1 --swarm-autolock | swarm lock"})
    void flagsOfTheSwarmThatMakeNoSenseTogetherAreAnError(String flags, String said) {
        assertThat(run.line("create " + flags + " a").status()).isEqualTo(1);
        assertThat(run.err()).contains(said);
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void aMachineThatJoinsOneMadeAtTheSameTimeBeginsAfterItWhateverTheOrder() {
        machines.add(MachineSpec.builder("w1", "fake").swarm(SwarmSpec.joining("m2", SwarmSpec.Role.WORKER)).build())
                .unfinishedStep = "ssh";
        machines.add(MachineSpec.builder("m2", "fake").swarm(SwarmSpec.joining("m1", SwarmSpec.Role.MANAGER)).build())
                .unfinishedStep = "ssh";
        machines.add(MachineSpec.builder("m1", "fake").swarm(SwarmSpec.beginning()).build())
                .unfinishedStep = "ssh";

        run.line("--parallel 1 create w1 m2 m1");

        assertThat(machines.log()).startsWith("resume m1", "resume m2", "resume w1");
        assertThat(run.out()).matches("(?s).*env w1\n.*env m2\n.*env m1\n");
    }

    @Test
    void whereTheFirstManagerFailsTheOthersAreStillTried() {
        machines.createFailures.put("m1", new MachineException(ErrorCode.QUOTA, "Making m1", "No room."));

        run.line("create --swarm-manager m1 m2");

        assertThat(machines.created()).extracting(MachineSpec::name).containsExactly("m2");
        assertThat(run.err()).contains("No room.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--swarm", "--swarm-master", "--swarm-discovery token://x", "--swarm-opt a=b"})
    void theStandaloneSwarmIsKnownAndRefused(String flags) {
        run.line("create dev " + flags);

        assertThat(run.err()).startsWith("Error creating machine: --swarm").contains("is not offered")
                .contains("standalone Swarm").contains("--swarm-manager").contains("[UNSUPPORTED]");
        assertThat(run.status()).isEqualTo(1);
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void powerCommandsSayWhatTheyDo() {
        machines.add("a");

        assertThat(run.line("stop a").out()).isEqualTo("Stopping \"a\"...\nMachine \"a\" was stopped.\n");
        assertThat(run.line("start a").out()).isEqualTo("Starting \"a\"...\nMachine \"a\" was started.\n"
                + "Started machines may have new IP addresses. You may need to re-run the `jmachine env` command.\n");
        assertThat(run.line("kill a").out()).isEqualTo("Killing \"a\"...\nMachine \"a\" was killed.\n");
        assertThat(run.line("restart a").out()).startsWith("Restarting \"a\"...\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyIsAnError() {
        machines.add("a");

        run.line("start a");

        assertThat(run.err()).startsWith("Machine \"a\" is already running.\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void nothingIsDoneWhenOneOfTheNamesIsUnknown() {
        MemoryMachine machine = machines.add("a");

        run.line("stop nosuch a");

        assertThat(run.status()).isEqualTo(1);
        assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void rmAsksAndTakesNothingButYesForYes() {
        machines.add("a");

        run.typing("n\n").line("rm a");
        assertThat(run.out()).isEqualTo("About to remove a\nWARNING: This action will delete both local reference and "
                + "remote instance.\nAre you sure? (y/n): ");
        assertThat(run.status()).isZero();
        assertThat(run.typing("").line("rm a").status()).isZero();
        assertThat(machines.exists("a")).isTrue();

        assertThat(run.typing("yes\n").line("rm a").out()).endsWith("Successfully removed a\n");
        assertThat(machines.exists("a")).isFalse();
    }

    @Test
    void rmGoesOnAfterAFailureAndTellsIt() {
        machines.add("a");
        machines.add("b").removeFailure = new MachineException(ErrorCode.PROVIDER, "Removing", "unknown error");
        machines.add("c");

        run.line("rm -y a b nosuch c");

        assertThat(run.out()).contains("Successfully removed a\nSuccessfully removed c\n");
        assertThat(run.err()).contains("Error removing host \"b\": unknown error\n")
                .contains("Error removing host \"nosuch\": Docker machine \"nosuch\" does not exist.");
        assertThat(run.status()).isEqualTo(1);
        assertThat(machines.list()).extracting(Machine::name).containsExactly("b");
    }

    @Test
    void rmWithForceAlwaysEndsWell() {
        machines.add("b").removeFailure = new MachineException(ErrorCode.PROVIDER, "Removing", "unknown error");

        assertThat(run.line("rm -f b nosuch").status()).isZero();
        assertThat(machines.list()).isEmpty();
        assertThat(run.err()).contains("nosuch");
        assertThat(machines.log()).contains("remove b RemoveOptions[force=true, cleanHost=false]");
    }

    @Test
    void rmPassesOnThatTheHostIsToBeCleaned() {
        machines.add("a");
        run.line("rm a -y --clean-host");

        assertThat(machines.log()).contains("remove a RemoveOptions[force=false, cleanHost=true]");
    }

    @Test
    void rmWithoutNameShowsHelp() {
        run.line("rm -y");

        assertThat(run.err()).isEqualTo("Error: Expected to get one or more machine names as arguments\n");
        assertThat(run.out()).startsWith("Usage: jmachine rm [OPTIONS] NAME...");
    }

    @Test
    void certificatesAreMadeAnewAfterAsking() {
        machines.add("a");

        run.typing("n\n").line("regenerate-certs a");
        assertThat(run.out()).isEqualTo("Regenerate TLS machine certs?  Warning: this is irreversible. (y/n): ");
        assertThat(machines.log()).doesNotContain("regenerate a false");
        run.line("regenerate-certs -f --client-certs a");
        assertThat(run.out()).startsWith("Regenerating TLS certificates\n");
        assertThat(machines.log()).contains("regenerate a true");
    }

    @Test
    void provisionRunsForAll() {
        machines.add("a");
        machines.add("b");
        run.line("provision a b");

        assertThat(machines.log()).contains("provision a", "provision b");
    }

    @Test
    void upgradeRunsForAllWithTheVersionThatIsWanted() {
        machines.add("a");
        machines.add("b");

        assertThat(run.line("upgrade a b").status()).isZero();
        assertThat(run.line("upgrade --engine-version 26.1 a").status()).isZero();

        assertThat(machines.log()).contains("upgrade a ", "upgrade b ", "upgrade a 26.1");
    }

    @Test
    void eventsAreWrittenAsLinesOfJsonAndNothingElseIs() {
        run.line("create --events jsonl dev");

        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"").endsWith("}"))
                .first().isEqualTo("{\"type\":\"operationStarted\","
                        + "\"time\":\"1970-01-01T00:00:00Z\",\"machine\":\"dev\","
                        + "\"operation\":\"create\",\"steps\":[{\"step\":\"check\",\"title\":\"Running pre-create "
                        + "checks\"}]}");
        assertThat(run.line("create --events xml x").err()).contains("only jsonl is known");
    }

    @Test
    void progressIsDrawnOnATerminalAndPlainOtherwise() {
        run.at("2").with("TERM", "xterm").line("create dev");
        assertThat(run.err()).contains("\033[32m  done  \033[0mRunning pre-create checks");
        assertThat(run.out()).startsWith("To see how");

        assertThat(run.with("NO_COLOR", "1").line("create dev2").err()).contains("  done  ").doesNotContain("\033[32m");
        assertThat(run.with("TERM", "dumb").line("create dev3").out()).startsWith("Running pre-create checks...\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void settingsOfTheStoreArePassedOn() {
        run.with("MACHINE_STORAGE_PATH", "/e").line("--storage-path /s --parallel 7 --tls-ca-cert /c/ca.pem "
                + "--tls-client-key /c/key.pem create dev");

        assertThat(machines.settings().storagePath()).isEqualTo(Path.of("/s"));
        assertThat(machines.settings().parallelism()).isEqualTo(7);
        assertThat(machines.settings().certificateAuthority()).contains(Path.of("/c"));
        assertThat(run.line("--tls-ca-cert /c/other.pem ls").err()).startsWith("--tls-ca-cert /c/other.pem");
    }
}
