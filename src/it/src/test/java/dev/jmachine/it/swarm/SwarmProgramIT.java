package dev.jmachine.it.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.host.GenericMachine;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manager and a worker, enrolled by {@code create}, and the stock client beside. Each test leaves them so. */
class SwarmProgramIT {

    @TempDir
    static Path folder;

    private static DebianHost one;
    private static DebianHost two;
    private static Jmachine jmachine;

    @BeforeAll
    static void createBoth() {
        one = DebianHost.withEngine(Release.DEBIAN_12);
        two = DebianHost.withEngine(Release.DEBIAN_12);
        jmachine = Jmachine.withStore(folder.resolve("store"))
                .with("DOCKER_CONFIG", folder.resolve("docker").toString());
        new GenericMachine(jmachine, "one", one, "root")
                .create("--swarm-manager", "--swarm-label", "storage=ssd").orFail();
        new GenericMachine(jmachine, "two", two, "debian")
                .create("--swarm-worker", "--swarm-join", "one").orFail();
    }

    @AfterAll
    static void stopHosts() {
        Stream.of(one, two).filter(host -> host != null).forEach(DebianHost::close);
    }

    private static String docker(String... arguments) {
        return Program.of("docker").with("DOCKER_CONFIG", folder.resolve("docker").toString())
                .without("DOCKER_HOST").without("DOCKER_CONTEXT").without("DOCKER_TLS_VERIFY").run(arguments).orFail();
    }

    @Test
    void createEnrolsMachinesAndTheProgramShowsTheSwarmTheyAreIn() {
        assertThat(jmachine.run("ls", "-f", "{{.Name}} [{{.Swarm}}]").orFail())
                .isEqualTo("one [one (manager)]\ntwo [one (worker)]");
        assertThat(jmachine.run("swarm", "nodes", "-f", "{{.Name}} {{.Role}} {{.State}} [{{.Labels}}]").orFail())
                .isEqualTo("one manager (leader) ready [storage=ssd]\ntwo worker ready []");
        assertThat(jmachine.run("swarm", "ls", "-f", "{{.Managers}} {{.Workers}}").orFail()).isEqualTo("one two");
        assertThat(jmachine.run("env", "--swarm", "--shell", "sh", "two").orFail())
                .contains("DOCKER_HOST=\"tcp://" + one.address() + ":2376\"");
    }

    @Test
    void theStockClientUsesTheContextOfAMachineUntilTheMachineIsRemoved() throws IOException {
        jmachine.run("context", "create", "--use", "one").orFail();

        assertThat(docker("node", "ls", "--format", "[{{.ManagerStatus}}]").lines())
                .containsExactlyInAnyOrder("[Leader]", "[]");

        jmachine.run("create", "-d", "none", "--url", "tcp://192.0.2.1:2376", "gone").orFail();
        jmachine.run("context", "create", "--use", "gone").orFail();
        assertThat(docker("context", "ls", "-q").lines()).contains("gone", "one");
        assertThat(jmachine.run("rm", "-y", "gone").orFail())
                .contains("Removed docker context \"gone\", which was in use");
        assertThat(docker("context", "ls", "-q").lines()).contains("one").doesNotContain("gone");
        assertThat(docker("context", "ls", "--format", "{{.Name}} {{.Current}}").lines()).contains("default true");
        jmachine.run("context", "rm", "one").orFail();
        try (Stream<Path> left = Files.walk(folder.resolve("docker/contexts"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aMachineLeavesItsSwarmAndComesBackAsAnother() {
        assertThat(jmachine.run("swarm", "leave", "two").orFail()).contains("\"two\" has left its swarm.");
        assertThat(jmachine.run("swarm", "nodes", "-q").orFail()).isEqualTo("one");
        assertThat(jmachine.run("ls", "-f", "{{.Name}} [{{.Swarm}}]").orFail())
                .isEqualTo("one [one (manager)]\ntwo []");

        jmachine.run("swarm", "join", "--availability", "drain", "two").orFail();

        assertThat(jmachine.run("swarm", "nodes", "-f", "{{.Name}} {{.Availability}}").orFail())
                .isEqualTo("one active\ntwo drain");
        jmachine.run("swarm", "activate", "two").orFail();
    }

    @Test
    void theKeyOfALockedManagerIsReadFromStandardInputWhereTheStoreHasNone() throws IOException {
        String key = jmachine.run("swarm", "lock").orFail().lines().filter(line -> line.contains("SWMKEY"))
                .findFirst().orElseThrow().strip();
        Path swarms = jmachine.store().resolve("swarms");
        try (Stream<Path> files = Files.walk(swarms)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        one.run("systemctl restart docker");

        assertThat(jmachine.run("swarm", "unlock", "one").refusal(1)).contains("[SWARM_LOCKED]")
                .doesNotContain("SWMKEY");
        assertThat(jmachine.reading(key + "\n").run("swarm", "unlock", "one").orFail()).contains("is unlocked");

        jmachine.run("swarm", "lock", "--off").orFail();
        assertThat(jmachine.run("swarm", "unlock-key").refusal(1)).contains("the managers ask for none");
    }
}
