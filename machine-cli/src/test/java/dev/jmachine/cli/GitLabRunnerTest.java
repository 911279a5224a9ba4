package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that GitLab Runner's docker+machine executor makes, word by word, and what it reads of them. */
class GitLabRunnerTest {
    private static final String TOKEN = "--bugsnag-api-token=no-report ";

    @TempDir
    Path folder;
    private FakeMachines machines;
    private CommandRun run;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        run = new CommandRun(machines);
    }

    /** Everything on standard error is logged as an error there. */
    private void assertQuietSuccess() {
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void createTakesOptionsAsTheyAreWrittenInItsConfiguration() {
        run.line(TOKEN + "create --driver fake --fake-size=large --engine-registry-mirror=http://m "
                + "--fake-disk=a --fake-disk=b runner-abc-machine-1700000000-0a1b2c3d");

        assertQuietSuccess();
        assertThat(machines.created()).singleElement().satisfies(spec -> {
            assertThat(spec.name()).isEqualTo("runner-abc-machine-1700000000-0a1b2c3d");
            assertThat(spec.driverOptions())
                    .isEqualTo(Map.of("fake-size", List.of("large"), "fake-disk", List.of("a", "b")));
        });
    }

    @Test
    void theMachineIsAskedForUrlAddressStateAndCertificates() {
        machines.add("m");

        assertThat(run.line(TOKEN + "url m").out()).isEqualTo("tcp://192.0.2.7:2376\n");
        assertQuietSuccess();
        assertThat(run.line(TOKEN + "ip m").out()).isEqualTo("192.0.2.7\n");
        assertThat(run.line(TOKEN + "status m").out()).isEqualTo("Running\n");
        assertThat(run.words("--bugsnag-api-token=no-report", "inspect", "m", "-f",
                "{{.HostOptions.AuthOptions.StorePath}}").out()).isEqualTo(folder.resolve("machines/m") + "\n");
        assertQuietSuccess();
        run.line(TOKEN + "inspect m");
        assertQuietSuccess();
        run.line(TOKEN + "config m");
        assertQuietSuccess();
    }

    @Test
    void machinesAreProvisionedStoppedAndRemovedQuietly() {
        machines.add("m");

        run.line(TOKEN + "provision m");
        assertQuietSuccess();
        run.line(TOKEN + "stop m");
        assertQuietSuccess();
        run.line(TOKEN + "rm -y m");
        assertQuietSuccess();
        assertThat(machines.exists("m")).isFalse();
    }

    @Test
    void removalByForceEndsWellWhateverIsThere() {
        assertThat(run.line(TOKEN + "rm -f m").status()).isZero();
        assertThat(run.line(TOKEN + "inspect m").status()).isEqualTo(1);
    }
}
