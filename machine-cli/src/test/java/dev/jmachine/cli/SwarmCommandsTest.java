package dev.jmachine.cli;

import static dev.jmachine.cli.FakeSwarms.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmSummary;
import java.io.IOException;
import java.nio.file.Files;
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

class SwarmCommandsTest {
    @TempDir
    Path folder;
    private FakeMachines machines;
    private FakeSwarms swarms;
    private CommandRun run;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        swarms = machines.swarms;
        run = new CommandRun(machines);
        List.of("m1", "w1", "w2").forEach(machines::add);
    }

    /** Have the store remember a machine to be in a swarm. */
    private void enrolled(String machine, String swarm, String role) throws IOException {
        Path file = machines.get(machine).folder().resolve("swarm.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"Version\":1,\"Cluster\":\"" + swarm + "\",\"Node\":\"n-" + machine
                + "\",\"Role\":\"" + role + "\"}");
    }

    private void cluster(String name, String swarm) throws IOException {
        Path file = folder.resolve("clusters").resolve(name).resolve("cluster.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"Version\":1,\"SwarmId\":\"" + swarm + "\",\"Machines\":[]}");
    }

    @Test
    void upgradeGoesOverAllMachinesOfTheSwarm() {
        swarms.nodes.add(node("n1", "w1", SwarmSpec.Role.WORKER));
        swarms.nodes.add(node("n2", "m1", SwarmSpec.Role.MANAGER));

        assertThat(run.line("swarm upgrade --engine-version 26.1 m1").out()).contains("seen to: w1, m1.");

        assertThat(swarms.log()).containsExactly("upgrade m1 26.1");
    }

    @Test
    void managersAreRemovedBehindTheWorkersOfTheirSwarm() throws IOException {
        enrolled("m1", "s", "MANAGER");
        enrolled("w1", "s", "WORKER");

        assertThat(run.line("rm -y m1 nobody w1").out()).contains("removed m1", "removed w1");

        assertThat(machines.log().stream().filter(line -> line.startsWith("remove ")).map(line -> line.split(" ")[1]))
                .containsExactly("w1", "m1");
    }

    @Test
    void initBeginsASwarmAsAskedAndSaysHowOthersJoin() {
        run.as("./jmachine").line("swarm init --advertise-addr eth1 --data-path-addr 192.0.2.9 --availability drain "
                + "--label a=b --label c= m1");

        assertThat(swarms.wishes).containsOnly(Map.entry("m1", SwarmSpec.beginning()
                .withAddresses("eth1", "192.0.2.9").withAvailability(SwarmSpec.Availability.DRAIN)
                .withLabels(Map.of("a", "b", "c", ""))));
        assertThat(run.out()).isEqualTo("Machine \"m1\" is the first manager of a swarm. To bring others in: "
                + "./jmachine swarm join --to m1 NAME...\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void theKeyOfALockedSwarmIsShownToAPersonOnly() {
        swarms.key = "SWMKEY-1";

        assertThat(run.line("swarm init --autolock m1").out()).contains("\n    SWMKEY-1\n")
                .contains("swarm unlock-key m1");
        assertThat(swarms.wishes.get("m1").autolock()).isTrue();
        assertThat(run.line("swarm init --autolock --events jsonl m1").out()).doesNotContain("SWMKEY");
        assertThat(run.line("swarm init m1").out()).doesNotContain("SWMKEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swarm init --label a m1", "swarm init --label =b m1", "swarm init --availability off m1",
        "swarm init m1 w1", "swarm init nosuch", "swarm recover",
        "swarm unlock-key --rotate m1", "swarm join", "swarm join --to nosuch w1", "swarm leave",
        "swarm label m1", "swarm label a=b", "swarm label m1 a=b w1", "swarm label m1 a=b a-", "swarm label m1 =b",
        "swarm tokens --role none m1", "swarm backup m1", "swarm restore m1 nosuch.tar", "swarm ls m1",
        "swarm status m1 w1", "swarm drain m1 nosuch", "swarm forget", "swarm unlock-key m1"})
    void whatMakesNoSenseIsAnErrorAndNothingIsDone(String line) {
        assertThat(run.line(line).status()).isEqualTo(1);
        assertThat(run.err()).isNotBlank();
        assertThat(swarms.log()).isEmpty();
    }

    @Test
    void severalMachinesJoinAndOneThatFailsDoesNotStopTheOthers() {
        swarms.failures.put("w1", new MachineException(ErrorCode.SWARM_PORTS, "Trying the ports of w1",
                "w1 cannot reach m1 at 2377/tcp."));

        run.line("swarm join --to m1 --label z=1 w1 w2");

        assertThat(swarms.wishes).containsOnlyKeys("w1", "w2").containsEntry("w2",
                SwarmSpec.joining("m1", SwarmSpec.Role.WORKER).withLabels(Map.of("z", "1")));
        assertThat(run.out()).isEqualTo("Machine \"w2\" is a worker in the swarm of \"m1\".\n");
        assertThat(run.err()).contains("2377/tcp").contains("[SWARM_PORTS]");
        assertThat(run.status()).isEqualTo(1);
        run.line("swarm join --to m1 --manager w2");
        assertThat(swarms.wishes.get("w2").role()).isEqualTo(SwarmSpec.Role.MANAGER);
        assertThat(run.out()).contains("is a manager");
    }

    @Test
    void theOnlySwarmNeedsNoName() throws IOException {
        assertThat(run.line("swarm nodes").err()).contains("No machine is in a swarm");

        enrolled("w1", "s1", "Worker");
        enrolled("m1", "s1", "Manager");
        run.line("swarm join w2");
        assertThat(swarms.wishes.get("w2").join()).isEqualTo("m1");
        run.line("swarm heal");
        assertThat(swarms.log()).contains("heal m1");

        enrolled("w2", "s2", "Worker");
        assertThat(run.line("swarm status").err()).contains("several swarms").contains("m1");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aSwarmIsAlsoNamedByItsCluster() throws IOException {
        enrolled("w1", "s1", "worker");
        cluster("demo", "s1");
        cluster("gone", "s9");

        assertThat(run.line("swarm nodes demo").status()).isZero();
        assertThat(swarms.log()).containsExactly("nodes w1");
        assertThat(run.line("swarm nodes gone").err()).contains("No machine of cluster \"gone\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "leave m1 w1 | leave m1 . leave w1", "leave -f m1 | leave m1 force",
        "promote w1 w2 | role w1 MANAGER . role w2 MANAGER",
        "demote m1 | role m1 WORKER", "demote --force m1 | role m1 WORKER force", "drain w1 | availability w1 DRAIN",
        "activate w1 | availability w1 ACTIVE", "pause w1 | availability w1 PAUSE",
        "label w1 a=b c- d=e=f | label w1 {a=b, d=e=f} [c]", "rotate-ca m1 | rotateAuthority m1",
        "lock --off m1 | autolock m1 false", "tokens --rotate m1 | rotateToken m1 WORKER . rotateToken m1 MANAGER",
        "tokens --rotate --role agent m1 | rotateToken m1 WORKER", "ls -t 3 | list 3"})
    void eachCommandDoesWhatItIsCalled(String line, String done) {
        assertThat(run.line("swarm " + line).err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(swarms.log()).containsExactly(done.split(" \\. "));
    }

    @Test
    void labelsAreSetOnSeveralMachinesAtOnce() {
        run.line("swarm label w1 w2 storage=ssd");

        assertThat(swarms.log()).containsExactlyInAnyOrder("label w1 {storage=ssd} []", "label w2 {storage=ssd} []");
    }

    @Test
    void losingTheQuorumIsRefusedWithAdvice() {
        swarms.failures.put("m1", new MachineException(ErrorCode.SWARM_QUORUM, "Demoting m1", "1 of 2 would remain."));

        assertThat(run.line("swarm demote m1").err()).isEqualTo("""
                Demoting m1
                  1 of 2 would remain.
                  Bring managers back or promote others first; --force does it nevertheless. When they are lost for good: \
                "jmachine swarm recover --help". [SWARM_QUORUM]
                """);
    }

    @Test
    void nodesAreShownAsRowsTemplatesAndDocuments() {
        swarms.nodes.add(node("abc", "m1", SwarmSpec.Role.MANAGER));
        swarms.nodes.add(new SwarmNode("def", "old", Optional.empty(), SwarmSpec.Role.WORKER,
                SwarmSpec.Availability.DRAIN, "down", "heartbeat failure", "192.0.2.2", "", false, "20.10", Map.of()));

        assertThat(run.line("swarm nodes m1").out()).isEqualTo("""
                NAME   ROLE               STATE   AVAILABILITY   ADDRESS     ENGINE   LABELS
                m1     manager (leader)   ready   active         192.0.2.1   26.1.5   storage=ssd
                old    worker             down    drain          192.0.2.2   20.10    \n""");
        assertThat(run.words("swarm", "nodes", "-f", "{{.ID}} {{.Message}}", "m1").out())
                .isEqualTo("abc \ndef heartbeat failure\n");
        assertThat(run.line("swarm nodes -q m1").out()).isEqualTo("m1\nold\n");
        assertThat(run.line("swarm nodes --json m1").out()).startsWith("{\n    \"version\": 1,\n    \"nodes\"")
                .contains("\"machine\": \"\"").contains("\"healthy\": false").contains("\"storage\": \"ssd\"");
    }

    @Test
    void statusEndsWithExitStatusOneWhenSomethingIsWrong() {
        swarms.nodes.add(node("abc", "m1", SwarmSpec.Role.MANAGER));
        assertThat(run.line("swarm status m1").status()).isZero();
        assertThat(run.out()).contains("Managers:              1\n").contains("Autolock:              off")
                .contains("1970-01-01T00:00:00Z").doesNotContain("Problems");

        swarms.problems = List.of("Manager w1 is down: start it.");
        assertThat(run.line("swarm status m1").status()).isEqualTo(1);
        assertThat(run.out()).endsWith("\nProblems:\n  - Manager w1 is down: start it.\n");
        assertThat(run.line("swarm status --json m1").status()).isEqualTo(1);
        assertThat(run.out()).contains("\"problems\": [\n        \"Manager w1 is down: start it.\"");
    }

    @Test
    void tokensArePrintedOnRequestAndNotWhenTheyAreReplaced() {
        assertThat(run.line("swarm tokens m1").out())
                .isEqualTo("ROLE      TOKEN\nworker    SWMTKN-w\nmanager   SWMTKN-m\n");
        assertThat(run.line("swarm tokens --role manager m1").out()).isEqualTo("SWMTKN-m\n");
        assertThat(run.line("swarm tokens --json m1").out()).contains("\"worker\": \"SWMTKN-w\"");
        assertThat(run.line("swarm tokens --rotate m1").out())
                .isEqualTo("The token for workers is replaced.\nThe token for managers is replaced.\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void lockShowsTheKeyAndUnlockKeyShowsItAgain() {
        assertThat(run.line("swarm lock m1").out()).contains("\n    SWMKEY-1\n");
        assertThat(run.line("swarm unlock-key m1").out()).isEqualTo("SWMKEY-1\n");
        assertThat(run.line("swarm unlock-key --rotate m1").out()).isEqualTo("SWMKEY-2\n");
    }

    @Test
    void unlockUsesTheKeyInTheStoreAndReadsItFromStandardInputOtherwise() {
        swarms.key = "SWMKEY-1";
        assertThat(run.line("swarm unlock m1 w1").status()).isZero();
        assertThat(swarms.log()).containsExactlyInAnyOrder("unlock m1 ", "unlock w1 ");

        swarms.keyKept = false;
        assertThat(run.typing("SWMKEY-1\n").line("swarm unlock m1").status()).isZero();
        assertThat(run.out()).isEqualTo("Machine \"m1\" is unlocked.\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.typing("wrong\n").line("swarm unlock m1").err()).contains("[SWARM_LOCKED]");
        assertThat(run.typing("").line("swarm unlock m1").err()).contains("[SWARM_LOCKED]").contains("standard input");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void recoverMakesOneManagerTheOnlyOneAndSaysWhatToDoNext() {
        assertThat(run.line("swarm recover m1").out()).contains("\"m1\" is the only manager now")
                .contains("jmachine swarm heal m1");
        assertThat(swarms.log()).containsExactly("recover m1");
        assertThat(run.line("swarm recover").status()).isEqualTo(1);
    }

    @Test
    void healNamesTheManagersThatAreLost() {
        assertThat(run.line("swarm heal m1").out()).isEqualTo("No manager is down.\n");

        swarms.lost = List.of("w1");
        assertThat(run.line("swarm heal m1").out())
                .isEqualTo("Managers that were down are forgotten: w1. To remove what is left of them: "
                        + "jmachine rm -f w1\n");
    }

    @Test
    void aNodeThatIsNoMachineIsForgottenByIdOrHostName() {
        swarms.nodes.add(node("abc", "m1", SwarmSpec.Role.MANAGER));
        swarms.nodes.add(node("abd", "w1", SwarmSpec.Role.WORKER));

        assertThat(run.line("swarm forget --in m1 abd").out()).isEqualTo("Node \"host-w1\" (abd) is forgotten.\n");
        run.line("swarm forget --force --in m1 host-m1");
        assertThat(swarms.log()).contains("forget abd in m1", "forget abc in m1 force");
        assertThat(run.line("swarm forget --in m1 ab").err()).contains("abc, abd").contains("[SWARM_NOT_FOUND]");
        assertThat(run.line("swarm forget --in m1 x").err()).contains("no such node");
    }

    @Test
    void aBackupIsNotReplacedUnlessForced() throws IOException {
        Path file = folder.resolve("backup.tar");
        run.line("swarm backup m1 " + file);
        assertThat(swarms.log()).containsExactly("backup m1 " + file);

        Files.writeString(file, "");
        assertThat(run.line("swarm backup m1 " + file).err()).contains("--force replaces it");
        assertThat(run.line("swarm backup -f m1 " + file).status()).isZero();
        assertThat(swarms.log()).contains("backup m1 " + file + " force");
        assertThat(run.line("swarm restore w1 " + file).out()).contains("only manager of the restored swarm");
        assertThat(swarms.log()).contains("restore w1 " + file);
    }

    @Test
    void lsShowsSwarmsAndRolesWithoutAskingAnybody() throws IOException {
        enrolled("m1", "s1", "manager");
        enrolled("w1", "s1", "worker");
        enrolled("w2", "s2", "worker");

        assertThat(run.words("ls", "-f", "{{.Name}}|{{.Swarm}}").out())
                .isEqualTo("m1|m1 (manager)\nw1|m1 (worker)\nw2|worker\n");
        assertThat(run.line("ls -q --filter swarm=m1").out()).isEqualTo("m1\nw1\n");
        assertThat(run.line("ls --json --filter name=w1").out()).contains("\"swarm\": \"m1\"")
                .contains("\"swarmRole\": \"worker\"");

        cluster("demo", "s1");
        assertThat(run.words("ls", "-f", "{{.Name}}|{{.Swarm}}", "--filter", "swarm=DEMO").out())
                .isEqualTo("m1|demo (manager)\nw1|demo (worker)\n");
        assertThat(run.line("ls -q --filter swarm=none").out()).isEmpty();
        assertThat(swarms.log()).isEmpty();
    }

    @Test
    void aDamagedMemoryOfASwarmDoesNotDisturbLs() throws IOException {
        enrolled("m1", "s1", "manager");
        Files.writeString(machines.get("m1").folder().resolve("swarm.json"), "{");

        assertThat(run.words("ls", "-f", "{{.Name}}|{{.Swarm}}|{{.Error}}").out()).isEqualTo("m1||\nw1||\nw2||\n");
    }

    @Test
    void envAndConfigPointAtAManagerThatAnswers() throws IOException {
        swarms.manager = "w2";
        machines.add("w2").url = "tcp://192.0.2.22:2376";
        cluster("demo", "s1");

        assertThat(run.line("env --swarm m1").out()).contains("DOCKER_HOST=\"tcp://192.0.2.22:2376\"")
                .contains("DOCKER_MACHINE_NAME=\"w2\"").contains("jmachine env --swarm m1");
        assertThat(run.line("env --swarm demo").out()).contains("DOCKER_HOST=\"tcp://192.0.2.22:2376\"");
        assertThat(run.line("config --swarm demo").out()).endsWith("-H=tcp://192.0.2.22:2376\n");
        assertThat(swarms.log()).containsExactly("manager m1", "managerOfSwarm s1", "managerOfSwarm s1");
        assertThat(run.line("env --swarm nosuch").err()).contains("\"nosuch\" does not exist");
    }

    @Test
    void swarmsAreListedByTheNamesTheyHave() throws IOException {
        enrolled("m1", "s1", "manager");
        cluster("demo", "s1");
        swarms.summaries.add(new SwarmSummary("s1", List.of("m1"), List.of("w1", "w2")));
        swarms.summaries.add(new SwarmSummary("s2", List.of("x"), List.of()));

        assertThat(run.line("swarm ls").out()).isEqualTo("""
                NAME   ID   MANAGERS   WORKERS
                demo   s1   m1         w1,w2
                x      s2   x          \n""");
        assertThat(run.line("swarm ls -q").out()).isEqualTo("demo\nx\n");
        assertThat(run.line("swarm ls --json").out()).contains("\"name\": \"demo\"").contains("\"workers\": []");
    }
}
