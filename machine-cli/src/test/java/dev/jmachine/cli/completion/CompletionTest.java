package dev.jmachine.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.CommandRun;
import dev.jmachine.cli.CompletionRun;
import dev.jmachine.cli.FakeMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
    @TempDir
    Path folder;
    private FakeMachines machines;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        machines.add("web1");
        machines.add("db1");
    }

    private java.util.List<String> complete(String... words) {
        return CompletionRun.complete(machines, words);
    }

    @Test
    void commandsAreOfferedFirst() {
        assertThat(complete("st")).containsExactly("stack", "start", "status", "stop");
        assertThat(complete("-D", "--storage-path", "/s", "re")).containsExactly("regenerate-certs", "restart");
        assertThat(complete("--sto")).containsExactly("--storage-path");
    }

    @Test
    void machinesAreOfferedWhereOneIsNamed() {
        assertThat(complete("start", "")).containsExactly("db1", "web1");
        assertThat(complete("rm", "-y", "db1", "w")).containsExactly("web1");
        assertThat(complete("ssh", "w")).containsExactly("web1");
        assertThat(complete("ssh", "web1", "w")).isEmpty();
        assertThat(complete("scp", "w")).containsExactly("web1:");
        assertThat(complete("create", "")).isEmpty();
    }

    @Test
    void commandsOfAFamilyAreOfferedAfterItsName() {
        assertThat(complete("image", "")).containsExactly("build", "ls", "rm");
        assertThat(complete("image", "ls", "--j")).containsExactly("--json");
        assertThat(complete("image", "nosuch", "")).isEmpty();
        assertThat(complete("swarm", "dra")).containsExactly("drain");
        assertThat(complete("swarm", "drain", "w")).containsExactly("web1");
        assertThat(complete("swarm", "join", "--availability", "p")).containsExactly("pause");
        assertThat(complete("swarm", "tokens", "--role", "")).containsExactly("worker", "manager");
    }

    @Test
    void clustersAreOfferedWhereASwarmIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("clusters/demo"));
        Files.writeString(folder.resolve("clusters/demo/cluster.json"), "{\"SwarmId\":\"s1\"}");

        assertThat(complete("swarm", "status", "")).containsExactly("db1", "web1", "demo");
        assertThat(complete("env", "--swarm", "de")).containsExactly("demo");
        assertThat(complete("env", "de")).isEmpty();
        assertThat(complete("swarm", "join", "--to", "d")).containsExactly("db1", "demo");
    }

    @Test
    void flagsAndTheirValuesAreOffered() {
        assertThat(complete("ls", "--f")).containsExactly("--filter", "--format");
        assertThat(complete("ls", "--filter", "state=S")).containsExactly("state=Saved", "state=Stopped",
                "state=Stopping", "state=Starting");
        assertThat(complete("create", "-d", "")).containsExactly("fake");
        assertThat(complete("create", "--driver", "=", "f")).containsExactly("fake");
        assertThat(complete("create", "-d", "fake", "--fake-m")).containsExactly("--fake-memory");
        assertThat(complete("env", "--shell", "f")).containsExactly("fish");
        assertThat(complete("completion", "")).containsExactly("bash", "zsh", "fish");
        assertThat(complete("help", "ver")).containsExactly("version");
    }

    @Test
    void aLineThatMakesNoSenseHasNoCandidates() {
        assertThat(complete("--nosuch", "x")).isEmpty();
        assertThat(complete("nosuch", "-")).allSatisfy(word -> assertThat(word).startsWith("--"));
    }

    @Test
    void scriptsBearTheProgramsName() {
        CommandRun run = new CommandRun(machines).as("docker-machine");

        assertThat(run.line("completion bash").out()).contains("complete -o default -F _docker_machine docker-machine");
        assertThat(run.line("completion zsh").out()).startsWith("#compdef docker-machine\n");
        assertThat(run.line("completion fish").out()).contains("complete -c docker-machine ");
        assertThat(run.line("completion tcl").status()).isEqualTo(1);
    }
}
