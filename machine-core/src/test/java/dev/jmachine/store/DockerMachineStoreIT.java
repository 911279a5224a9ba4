package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.api.MachineSpec;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One store used by docker-machine and by us; needs a {@code docker-machine} on the path. */
@Timeout(120)
class DockerMachineStoreIT {
    @TempDir
    Path root;

    private Path dockerMachine;
    private MachineStore store;

    @BeforeEach
    void findDockerMachine() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "docker-machine"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found).as("docker-machine is on the path").isPresent();
        dockerMachine = found.orElseThrow();
        store = new MachineStore(root, Clock.systemUTC());
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                dockerMachine.toString(), "--bugsnag-api-token=no-report", "--storage-path", root.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", output).isZero();
        return output;
    }

    private void create(String name, String driver, Map<String, Object> state) {
        MachineRecord record = store.create(MachineSpec.builder(name, driver).build(), Set.of());
        record.saveDriverState(state);
        record.recordNetwork("127.0.0.1", "tcp://127.0.0.1:1", "");
    }

    @Test
    void dockerMachineReadsWhatWeWrite() throws Exception {
        create("none1", "none", Map.of("URL", "tcp://127.0.0.1:1", "IPAddress", "127.0.0.1:1"));
        create("generic1", "generic", Map.of("IPAddress", "127.0.0.1", "SSHPort", 1, "EnginePort", 2377, "SSHKey", ""));
        create("qemu1", "qemu", Map.of("Ports", List.of("80:80")));

        assertThat(run("ls", "--timeout", "5", "--format", "{{.Name}} {{.DriverName}} {{.State}} {{.URL}}").lines())
                .containsExactly("generic1 generic Stopped ", "none1 none Running tcp://127.0.0.1:1",
                        "qemu1 not-found Error ");
        for (String name : List.of("none1", "generic1")) {
            assertThat(run("inspect", name)).isEqualTo(store.open(name).configText() + "\n");
        }
        assertThat(run("inspect", "--format", "{{.HostOptions.AuthOptions.StorePath}}", "generic1").strip())
                .isEqualTo(store.folder("generic1").toString());
        run("rm", "-y", "none1");
        assertThat(store.names()).containsExactly("generic1", "qemu1");
    }

    @Test
    void weReadWhatDockerMachineWrites() throws Exception {
        run("create", "--driver", "none", "--url", "tcp://127.0.0.1:1", "--engine-label", "a=<b>",
                "--tls-san", "old.example", "old");

        MachineRecord record = store.open("old");
        assertThat(record.spec().engine().labels()).containsExactly("a=<b>");
        assertThat(record.spec().tlsNames()).containsExactly("old.example");
        assertThat(record.engineUrl()).contains("tcp://127.0.0.1:1");

        String before = record.configText();
        record.saveDriverState(Map.of("IPAddress", "127.0.0.1:2"));
        assertThat(record.configText()).isEqualTo(before.replace("\"127.0.0.1:1\"", "\"127.0.0.1:2\""));
        assertThat(run("ip", "old").strip()).isEqualTo("127.0.0.1:2");
    }
}
