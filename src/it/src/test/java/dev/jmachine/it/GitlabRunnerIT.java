package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that GitLab Runner's executor {@code docker+machine} makes, to the letter, of a program that it finds as
 * {@code docker-machine} on its search path. Source: executors/docker/machine and helpers/docker/machine_command.go of
 * gitlab-runner.
 */
class GitlabRunnerIT {
    private static final String NAME = "runner-t1xyz-auto-1764000000-0a1b2c3d";

    @TempDir
    Path folder;

    private Path store;
    private Program dockerMachine;

    @AfterEach
    void removeLink() throws IOException {
        Files.delete(folder.resolve("bin/docker-machine"));
    }

    private Outcome call(String... arguments) {
        return dockerMachine.run(arguments);
    }

    @BeforeEach
    void installUnderTheOldName() throws IOException {
        Path launcher = Path.of(System.getProperty("basedir", ""), "..", "..", "jmachine").toRealPath();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("docker-machine"), launcher);
        store = folder.resolve("store");
        dockerMachine = Program.of("env", "docker-machine", "--bugsnag-api-token=no-report")
                .with("PATH", bin + ":" + System.getenv("PATH"))
                .with("JMACHINE_BUILD", "no")
                .with("MACHINE_STORAGE_PATH", store.toString());
    }

    @Test
    void theRunnerCreatesUsesAndRemovesAMachine() {
        try (DebianHost host = DebianHost.withEngine(Release.DEBIAN_12)) {
            Outcome created = call("create", "--driver", "generic", "--generic-ip-address=" + host.address(),
                    "--generic-ssh-key=" + host.key(), "--engine-label=ci=yes", NAME);
            created.orFail();
            assertThat(created.errors()).as("each line there is logged as an error").isEmpty();

            assertThat(store.resolve("machines").resolve(NAME).resolve("config.json")).exists();
            call("inspect", NAME).orFail();
            call("config", NAME).orFail();
            String url = call("url", NAME).orFail();
            assertThat(url).isEqualTo("tcp://" + host.address() + ":2376");
            String certificates = call("inspect", NAME, "-f", "{{.HostOptions.AuthOptions.StorePath}}").orFail();
            assertThat(call("ip", NAME).orFail()).isEqualTo(host.address());
            assertThat(call("status", NAME).orFail()).isEqualTo("Running");
            assertThat(Program.of("docker", "-H", url, "--tlsverify", "--tlscacert=" + certificates + "/ca.pem",
                    "--tlscert=" + certificates + "/cert.pem", "--tlskey=" + certificates + "/key.pem",
                    "info", "-f", "{{.Labels}}").run().orFail()).contains("ci=yes");
            assertThat(folderNames()).containsExactly(NAME);

            Outcome provisioned = call("provision", NAME);
            provisioned.orFail();
            assertThat(provisioned.errors()).isEmpty();

            assertThat(call("stop", NAME).status()).as("only logged").isEqualTo(1);
            host.unplug();
            assertThat(call("config", NAME).status()).as("the liveness test").isEqualTo(1);
            host.plug();
            call("rm", "-y", NAME).orFail();
            assertThat(folderNames()).isEmpty();
            assertThat(call("inspect", NAME).status()).isEqualTo(1);
        }
    }

    @Test
    void aForcedRemovalDropsTheEntryWhateverTheHostSays() {
        DebianHost host = DebianHost.withEngine(Release.DEBIAN_13);
        try {
            call("create", "--driver", "generic", "--generic-ip-address=" + host.address(),
                    "--generic-ssh-key=" + host.key(), NAME).orFail();
        } finally {
            host.close();
        }
        call("rm", "-f", NAME).orFail();
        assertThat(folderNames()).isEmpty();
    }

    /** Returns what the runner takes for the list of machines. */
    private String[] folderNames() {
        String[] names = store.resolve("machines").toFile().list((parent, name) -> !name.startsWith("."));
        return names == null ? new String[0] : names;
    }
}
