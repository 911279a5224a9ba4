package dev.jmachine.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.it.guest.QemuStore;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of three managers on virtual machines, from its file to its end: what engines in namespaces cannot show,
 * for their kernel lacks IPVS. The tests are in the order of a cluster's life, since emulated guests take long.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QemuClusterIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("basedir", ""), "../../examples").normalize();
    private static final String FILE = EXAMPLES.resolve("three-managers.yaml").toString();
    private static final List<String> MACHINES = List.of("trio-manager-1", "trio-manager-2", "trio-manager-3");
    /** Emulated engines take their time. */
    private static final Duration LONG = Duration.ofMinutes(6);
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private static QemuStore store;
    private static Jmachine jmachine;
    private static Outcome applied;

    @BeforeAll
    static void applyTheExample() {
        store = QemuStore.in(folder.resolve("store"));
        jmachine = store.jmachine().within(Duration.ofMinutes(25));
        Program.of(EXAMPLES.resolve("hello/make-image").toString()).run().orFail();
        applied = jmachine.run("cluster", "apply", "-y", "-f", FILE);
    }

    @AfterAll
    static void removeWhatIsLeft() {
        jmachine.run("cluster", "destroy", "-y", "--force", "trio");
        store.processes().forEach(ProcessHandle::destroyForcibly);
        store.unlinkImages();
    }

    /** Asks the published port of a machine from inside the machine, through the routing mesh. */
    private static String ask(String machine, String path) {
        return jmachine.run("ssh", machine, "curl -s -m 20 'http://127.0.0.1:8080" + path + "'").output();
    }

    private static void awaitService(String machines) {
        Deadline.after(LONG).await("the service", INTERVAL, () ->
                ask(machines, "/").contains("Hello from container"));
    }

    private static String docker(String machine, String... words) {
        return jmachine.docker(machine, words).orFail();
    }

    @Test
    @Order(1)
    void oneFileMakesThreeManagersWithAStackWhosePortAnswersOnEveryNode() {
        assertThat(applied.orFail()).contains("is as its file says, after");
        assertThat(docker(MACHINES.get(0), "node", "ls", "--format", "{{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .contains("Leader").contains("Reachable");
        assertThat(docker(MACHINES.get(0), "service", "ls", "--format", "{{.Name}} {{.Replicas}}").lines())
                .containsExactlyInAnyOrder("hello_store 1/1", "hello_web 3/3");
        for (String machine : MACHINES) {
            awaitService(machine);
        }
    }

    @Test
    @Order(2)
    void containersOfDifferentServicesTalkOverTheOverlayNetwork() {
        Deadline.after(LONG).await("an answer over the network", INTERVAL, () ->
                ask(MACHINES.get(1), "/cgi-bin/ask?store").matches("(?s)Asked by container .*Hello from container .*"));
    }

    @Test
    @Order(3)
    void theSameFileAgainChangesNothing() {
        assertThat(jmachine.run("cluster", "plan", "-f", FILE).orFail()).contains("no changes");
        assertThat(jmachine.run("cluster", "apply", "-y", "-f", FILE).orFail()).contains("no changes");
        assertThat(jmachine.run("cluster", "status", "trio").orFail()).contains("All is well.");
    }

    @Test
    @Order(4)
    void theLeadersDeathIsSurvivedToldAndMadeUpForByOneApply() {
        String leader = MACHINES.stream().filter(machine -> docker(machine, "node", "inspect", "self", "--format",
                "{{.ManagerStatus.Leader}}").equals("true")).findFirst().orElseThrow();
        List<String> others = MACHINES.stream().filter(machine -> !machine.equals(leader)).toList();

        store.process(leader).destroyForcibly();

        Outcome status = jmachine.run("cluster", "status", "trio");
        assertThat(status.output()).contains("The machine " + leader + " is stopped. Apply the cluster's file");
        awaitService(others.get(0));
        awaitService(others.get(1));

        assertThat(jmachine.run("cluster", "apply", "-y", "-f", FILE).orFail()).contains("is as its file says, after");
        assertThat(jmachine.run("cluster", "status", "trio").orFail()).contains("All is well.");
        assertThat(docker(others.get(0), "node", "ls", "--format", "{{.Status}} {{.ManagerStatus}}").lines())
                .hasSize(3).allMatch(line -> line.startsWith("Ready"));
        assertThat(store.processes(leader)).hasSize(1);
        awaitService(leader);
    }

    @Test
    @Order(5)
    void destroyLeavesNothing() {
        jmachine.run("cluster", "destroy", "-y", "trio").orFail();

        assertThat(store.processes()).isEmpty();
        assertThat(store.slots()).isEmpty();
        assertThat(jmachine.run("ls", "-q").orFail()).isEmpty();
        assertThat(jmachine.run("cluster", "ls", "--json").orFail()).doesNotContain("trio");
        assertThat(jmachine.store().resolve("machines")).isEmptyDirectory();
        assertThat(jmachine.store().resolve("clusters")).isEmptyDirectory();
    }
}
