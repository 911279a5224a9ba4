package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextCommandsTest {
    @TempDir
    Path folder;
    private Path docker;
    private FakeMachines machines;
    private CommandRun run;

    @BeforeEach
    void open() throws IOException {
        machines = new FakeMachines(folder.resolve("store"));
        docker = folder.resolve("docker");
        run = new CommandRun(machines).with("DOCKER_CONFIG", docker.toString());
        machines.add("m1").url = "tcp://192.0.2.1:2376";
        Path certificates = Files.createDirectories(machines.get("m1").folder());
        for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.writeString(certificates.resolve(name), name);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(docker)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path only(String name) throws IOException {
        return files().stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }

    private void cluster(String name, String swarm) throws IOException {
        Path file = machines.storagePath().resolve("clusters").resolve(name).resolve("cluster.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"Version\":1,\"SwarmId\":\"" + swarm + "\"}");
    }

    private void foreign(String name) throws IOException {
        assertThat(run.line("context create --as " + name + " m1").status()).isZero();
        Path meta = only("meta.json");
        Files.writeString(meta, "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":"
                + "\"ssh://x\"}}}");
    }

    @Test
    void aContextIsWrittenWhereAndAsDockerReadsIt() throws IOException {
        assertThat(run.line("context create m1").out()).isEqualTo("Made docker context \"m1\"\n");

        assertThat(files()).hasSize(4);
        assertThat(Files.readString(only("meta.json"))).contains("\"Name\": \"m1\"")
                .contains("\"Host\": \"tcp://192.0.2.1:2376\"").contains("\"SkipTLSVerify\": false");
        Path key = only("key.pem");
        assertThat(key).hasContent("key.pem");
        assertThat(docker.relativize(key).toString()).matches("contexts/tls/[0-9a-f]{64}/docker/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
        assertThat(run.line("context ls").out()).isEqualTo("""
                NAME   CURRENT   FOR          ENDPOINT
                m1     -         machine m1   tcp://192.0.2.1:2376
                """);
        assertThat(run.line("context ls --json").out()).contains("\"kind\": \"machine\"");
    }

    @Test
    void makingItAgainBringsItUpToDate() throws IOException {
        run.line("context create m1");
        Files.delete(machines.get("m1").folder().resolve("cert.pem"));
        machines.add("m1").url = "tcp://192.0.2.2:2375";

        assertThat(run.line("context create m1").status()).isZero();

        assertThat(run.line("context ls").out()).contains("tcp://192.0.2.2:2375");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aContextOfAClusterPointsAtAManagerThatAnswers() throws IOException {
        cluster("demo", "s1");
        machines.swarms.manager = "m1";

        run.line("context create demo");

        assertThat(machines.swarms.log()).containsExactly("managerOfSwarm s1");
        assertThat(run.words("context", "ls", "-f", "{{.Name}}|{{.For}}|{{.Endpoint}}").out())
                .isEqualTo("demo|cluster demo|tcp://192.0.2.1:2376\n");
    }

    @Test
    void useKeepsWhatElseStandsInDockersConfiguration() throws IOException {
        Path configuration = Files.createDirectories(docker).resolve("config.json");
        Files.writeString(configuration, "{\n\t\"auths\": {\"x\": {}},\n\t\"psFormat\": \"t\"\n}");

        run.with("DOCKER_HOST", "tcp://x").line("context create --use m1");

        assertThat(configuration).content().contains("\"auths\"").contains("\"psFormat\"")
                .contains("\"currentContext\": \"m1\"");
        assertThat(run.err()).startsWith("Warning: DOCKER_HOST is set in this shell");
        assertThat(run.line("context ls").out()).contains("m1     *");
        assertThat(run.line("context use default").status()).isZero();
        assertThat(configuration).content().contains("\"psFormat\"").doesNotContain("currentContext");
    }

    @Test
    void removingAMachineRemovesItsContextsAndNoOthers() throws IOException {
        machines.add("m2");
        run.line("context create --use m1");
        run.line("context create --as other m1");
        run.line("context create m2");

        assertThat(run.line("rm -y m1").out()).endsWith("Removed docker context \"m1\", which was in use\n"
                + "Removed docker context \"other\"\n");

        assertThat(run.line("context ls -q").out()).isEqualTo("m2\n");
        assertThat(files()).hasSize(2).anyMatch(file -> file.endsWith("config.json"));
        assertThat(docker.resolve("config.json")).content().doesNotContain("currentContext");
    }

    @Test
    void anotherStoresContextsAreLeftAlone() {
        run.line("context create m1");
        FakeMachines others = new FakeMachines(folder.resolve("other"));
        CommandRun elsewhere = new CommandRun(others).with("DOCKER_CONFIG", docker.toString());

        others.add("x");
        elsewhere.line("rm -y x");

        assertThat(elsewhere.line("context ls -q").out()).isEmpty();
        assertThat(run.line("context ls -q").out()).isEqualTo("m1\n");
    }

    @Test
    void whatWasMadeByOthersIsNeitherReplacedNorRemoved() throws IOException {
        foreign("mine");

        assertThat(run.line("context create --as mine m1").err()).contains("was not made here");
        assertThat(run.line("context rm mine").err()).contains("docker context rm mine");
        assertThat(run.line("context ls -q").out()).isEmpty();
        assertThat(run.line("context create --force --as mine m1").status()).isZero();
        assertThat(run.line("context rm mine").out()).isEqualTo("Removed docker context \"mine\"\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDamagedFileOfDockersIsNamedAndNotQuoted() throws IOException {
        Files.writeString(Files.createDirectories(docker).resolve("config.json"), "{\"auths\": secret}");

        assertThat(run.line("context create --use m1").err()).contains("config.json").contains("not a JSON object")
                .doesNotContain("secret");
        assertThat(docker.resolve("config.json")).hasContent("{\"auths\": secret}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"context create", "context create nosuch", "context create --as default m1",
        "context create --as a m1", "context create --as x/y m1", "context create --use m1 m1", "context use",
        "context use nosuch", "context rm", "context rm nosuch", "context ls x"})
    void whatMakesNoSenseIsAnErrorAndChangesNothing(String line) {
        assertThat(run.line(line).status()).isEqualTo(1);
        assertThat(run.err()).isNotBlank();
        assertThat(docker).doesNotExist();
    }
}
