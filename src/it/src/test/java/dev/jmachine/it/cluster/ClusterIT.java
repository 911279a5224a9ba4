package dev.jmachine.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import dev.jmachine.it.program.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of hosts with the distribution's engine: made, changed, cut short, destroyed. Nothing of them is left. */
class ClusterIT {
    private static final int KILLS = 3;
    private static final int KILL_WITHIN_MILLIS = 9_000;
    private static final int CHANGES = 2;
    private static final List<DebianHost> HOSTS = new ArrayList<>();

    @TempDir
    Path folder;

    private Jmachine jmachine;

    @BeforeAll
    static void startHosts() {
        for (int number = 0; number < 3; number++) {
            HOSTS.add(DebianHost.withEngine(Release.DEBIAN_13));
        }
    }

    @AfterAll
    static void stopHosts() {
        HOSTS.forEach(DebianHost::close);
    }

    @BeforeEach
    void emptyStore() {
        jmachine = Jmachine.withStore(folder.resolve("store"));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (Files.exists(folder.resolve("store/clusters/trio"))) {
            cluster("destroy", "-y", "trio").orFail();
        }
        assertThat(folder.resolve("store/clusters/trio")).doesNotExist();
        assertThat(jmachine.run("ls", "-q").orFail()).isEmpty();
        for (DebianHost host : HOSTS) {
            assertThat(host.run("docker info -f '{{.Swarm.LocalNodeState}}'")).isEqualTo("inactive");
            assertThat(host.run("docker ps -aq; docker network ls -q -f driver=overlay")).isEmpty();
        }
        if (Files.exists(folder.resolve("store/swarms"))) {
            try (var swarms = Files.list(folder.resolve("store/swarms"))) {
                assertThat(swarms).isEmpty();
            }
        }
    }

    private Outcome cluster(String... words) {
        List<String> line = new ArrayList<>(List.of("cluster"));
        line.addAll(List.of(words));
        return jmachine.run(line.toArray(String[]::new));
    }

    private Outcome apply(Path file) {
        return cluster("apply", "-y", "-f", file.toString());
    }

    private void assertThatNothingIsToBeDone(Path file) {
        assertThat(cluster("plan", "-f", file.toString()).orFail()).contains("no changes");
    }

    private static ClusterText two() {
        return new ClusterText().manager("m1", HOSTS.get(0)).worker("w1", HOSTS.get(1));
    }

    private String nodes() {
        return HOSTS.get(0).run("docker node ls -q | xargs docker node inspect -f"
                + " '{{.Description.Hostname}} {{.Spec.Role}} {{.Spec.Availability}} {{.Status.State}}' | sort");
    }

    @Test
    void aFileBecomesAClusterWithAStackAndTheSecondApplyChangesNothing() throws IOException {
        HOSTS.get(0).importBusybox("tiny:1");
        Path archive = folder.resolve("tiny.tar");
        HOSTS.get(0).run("docker save -o /root/tiny.tar tiny:1 && docker rmi tiny:1");
        new Copy(HOSTS.get(0)).from("/root/tiny.tar", archive);
        Files.writeString(folder.resolve("motto"), "one for all");
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  web:
                    image: tiny:1
                    command: ["busybox", "sleep", "100000"]
                    configs: [motto]
                    networks: [mesh]
                    deploy: {replicas: 2, endpoint_mode: dnsrr}
                configs: {motto: {external: true}}
                networks: {mesh: {external: true}}
                """);
        Path file = two().with("images: [{image: \"tiny:1\", archive: tiny.tar}]\nnetworks: {mesh: {}}\n"
                + "configs: {motto: {file: motto}}\nstacks: {web: {compose: compose.yaml}}\n").in(folder);

        Outcome planned = cluster("plan", "-f", file.toString());
        assertThat(planned.status()).isEqualTo(CHANGES);
        assertThat(planned.output()).contains("+ machine m1", "+ machine w1", "+ image tiny:1", "+ network mesh",
                "+ config motto", "+ stack web");

        assertThat(apply(file).orFail()).contains("m1", "Joining the swarm", "is as its file says, after");
        assertThat(nodes().lines()).containsExactlyInAnyOrder(
                HOSTS.get(0).name() + " manager active ready", HOSTS.get(1).name() + " worker active ready");
        assertThat(HOSTS.get(0).run("docker service ls --format '{{.Name}} {{.Replicas}}'")).isEqualTo("web_web 2/2");
        assertThat(cluster("status", "trio").orFail()).contains("web_web   2/2").contains("All is well.");
        assertThat(apply(file).orFail()).contains("no changes");
        assertThatNothingIsToBeDone(file);
        assertThat(Files.readString(folder.resolve("store/clusters/trio/cluster.json"))).doesNotContain("one for all");

        Files.writeString(folder.resolve("motto"), "all for one");
        apply(file).orFail();
        assertThat(HOSTS.get(0).run("docker config inspect -f '{{printf \"%s\" .Spec.Data}}' motto"))
                .isEqualTo("all for one");
        assertThat(HOSTS.get(0).run("docker config ls -q").lines()).hasSize(1);
        assertThatNothingIsToBeDone(file);
        cluster("destroy", "-y", "trio").orFail();
        HOSTS.forEach(host -> host.run("docker images -q tiny:1 | xargs -r docker rmi -f"));
    }

    @Test
    void aGroupGrowsAndShrinksAndItsLabelsAndEnginesChangeWhereTheyAre() {
        apply(two().in(folder)).orFail();

        Path grown = two().worker("w2", HOSTS.get(2)).label("storage", "ssd").in(folder);
        assertThat(apply(grown).orFail()).contains("+ machine w2", "~ machine w1: labels +storage=ssd");
        assertThat(HOSTS.get(0).run("docker node inspect -f '{{.Spec.Labels.storage}}' " + HOSTS.get(1).name() + " "
                + HOSTS.get(2).name()).lines()).containsExactly("ssd", "ssd");
        assertThatNothingIsToBeDone(grown);

        Path configured = two().worker("w2", HOSTS.get(2)).engine("26.1", "max-concurrent-downloads", "2").in(folder);
        assertThat(apply(configured).orFail()).contains("labels -storage",
                "its engine is upgraded to 26.1 and gets other settings", "nothing newer is to be had");
        assertThat(HOSTS.get(1).run("tr '\\0' ' ' < /proc/$(pidof dockerd)/cmdline")).contains("max-concurrent-downloads");
        assertThat(nodes().lines()).hasSize(3).allMatch(node -> node.endsWith("active ready"));
        assertThatNothingIsToBeDone(configured);

        Path shrunk = two().engine("26.1", "max-concurrent-downloads", "2").in(folder);
        assertThat(apply(shrunk).orFail()).contains("- machine w2");
        assertThat(nodes().lines()).hasSize(2);
        assertThat(HOSTS.get(2).run("docker info -f '{{.Swarm.LocalNodeState}}'")).isEqualTo("inactive");
        assertThat(jmachine.knowsNothingOf("w2")).isTrue();
        assertThatNothingIsToBeDone(shrunk);
    }

    @Test
    void anApplyAndADestroyThatAreKilledAtAnyInstantAreGoneOnWith() {
        Random random = new Random(Long.getLong("jmachine.it.seed", 1));
        Path file = two().worker("w2", HOSTS.get(2)).in(folder);

        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(random.nextInt(KILL_WITHIN_MILLIS), "cluster", "apply", "-y", "-f", file.toString());
        }
        apply(file).orFail();
        assertThat(nodes().lines()).hasSize(3).allMatch(node -> node.endsWith("active ready"));
        assertThatNothingIsToBeDone(file);

        killAfter(random.nextInt(KILL_WITHIN_MILLIS / 2), "cluster", "destroy", "-y", "trio");
    }

    private void killAfter(int millis, String... line) {
        try (RunningProgram running = jmachine.start(line)) {
            running.endsWithin(Duration.ofMillis(millis));
            running.killTree();
        }
    }

    @Test
    void twoAppliesAtOnceMakeTheClusterOnce() {
        Path file = two().in(folder);
        try (RunningProgram first = jmachine.start("cluster", "apply", "-y", "-f", file.toString())) {
            first.awaitOutput("Creating machine");
            Outcome second = apply(file);
            if (second.status() == 0) {
                assertThat(second.output()).contains("no changes");
            } else {
                assertThat(second.refusalWith("MACHINE_LOCKED")).contains("process " + first.pid());
            }
            first.await().orFail();
        }
        assertThatNothingIsToBeDone(file);
    }

    @Test
    void theExampleMakesShowsAndRemovesTheClusterOfAFile() {
        Path file = two().in(folder);

        Outcome outcome = Program.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), "dev.jmachine.examples.MakeCluster", file.toString())
                .with("MACHINE_STORAGE_PATH", folder.resolve("store").toString()).run();

        assertThat(outcome.orFail().lines()).containsSubsequence(
                "machine m1 is made with driver generic and enrolled as manager", "m1: Beginning the swarm",
                "m1 is ready", "w1 is ready", "m1: Leaving the swarm");
    }

    @Test
    void oneHostThatDoesNotAnswerLeavesTheOthersWorkingAndIsAddedByTheNextApply() {
        Path file = two().worker("w2", HOSTS.get(2)).in(folder);
        HOSTS.get(2).unplug();
        try {
            Outcome partly = apply(file);
            assertThat(partly.status()).isNotZero();
            assertThat(partly.errors()).contains("w2");
            assertThat(nodes().lines()).hasSize(2);
            Outcome status = cluster("status", "trio");
            assertThat(status.status()).isEqualTo(1);
            assertThat(status.output()).contains("w2", "Apply the cluster's file");
        } finally {
            HOSTS.get(2).plug();
        }
        apply(file).orFail();
        assertThat(nodes().lines()).hasSize(3);
    }
}
