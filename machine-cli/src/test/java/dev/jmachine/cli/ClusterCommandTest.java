package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandTest {
    @TempDir
    Path folder;
    private FakeMachines machines;
    private CommandRun run;
    private String file;

    @BeforeEach
    void open() throws IOException {
        machines = new FakeMachines(folder.resolve("store"));
        run = new CommandRun(machines);
        file = Files.writeString(folder.resolve("cluster.yaml"), """
                version: 1
                name: demo
                groups:
                  boss: {role: manager, driver: fake, names: [m1, m2]}
                """).toString();
    }

    @Test
    void planShowsTheChangesWarnsAndEndsWithStatusTwo() {
        run.line("cluster plan -f " + file);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEqualTo("""
                Cluster "demo": 2 to create
                  + machine m1 is made with driver fake and enrolled as manager
                  + machine m2 is made with driver fake and enrolled as manager
                """);
        assertThat(run.err()).contains("Warning: ");
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void planIsADocumentForPrograms() {
        run.line("cluster plan --json -f " + file);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains("\"version\": 1", "\"cluster\": \"demo\"", "\"change\": \"create-machine\"",
                "\"subject\": \"m1\"", "\"kind\": \"create\"");
    }

    @Test
    void withoutATerminalApplyAndDestroyNeedAYes() {
        assertThat(run.line("cluster apply -f " + file).status()).isEqualTo(1);
        assertThat(run.err()).contains("--yes");
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void atATerminalApplyAsksAndNoIsNo() {
        run.at("01").typing("n\n").line("cluster apply -f " + file);

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("+ machine m1", "Make these changes? (y/n): ");
        assertThat(machines.created()).isEmpty();
    }

    @Test
    void aClusterThatIsNotThereIsToldSo() {
        assertThat(run.line("cluster status nowhere").status()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere").contains("[CLUSTER_FILE]");
        assertThat(run.line("cluster destroy -y nowhere").err()).contains("[CLUSTER_FILE]");
        assertThat(run.line("cluster ls").out()).isEqualTo("NAME   MACHINES\n");
    }

    @Test
    void aFileMustBeNamedWhereNoneOfTheUsualIsThere() {
        assertThat(run.line("cluster plan").err()).contains("cluster.yaml, jmachine.yaml");
    }
}
