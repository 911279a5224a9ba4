package dev.jmachine.swarm.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts that save and replace an engine's state, by the real shell and tar, but with stand-in services. */
class StateScriptsTest {

    @TempDir
    Path folder;

    private Path root;
    private Path state;
    private Path log;

    @BeforeEach
    void anEngineThatRuns() throws IOException {
        root = Files.createDirectories(folder.resolve("data root"));
        log = folder.resolve("log");
        state("first");
        state = root.resolve("swarm/raft/state");
        service("exit 0");
    }

    private void state(String text) throws IOException {
        Files.createDirectories(root.resolve("swarm/certificates"));
        Files.writeString(Files.createDirectories(root.resolve("swarm/raft")).resolve("state"), text);
    }

    /** Stands in for systemd and OpenRC alike: notes what is asked for, and then does as told. */
    private void service(String body) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : new String[] {"systemctl", "rc-service"}) {
            Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\ncase \"$*\" in *is-active*) exit 3;; esac\n"
                    + "for word; do case $word in start | stop) echo $word >> '" + log + "'; asked=$word;; esac; done\n"
                    + body + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private record Outcome(int status, byte[] output, String errors) {
    }

    private Outcome run(String script, byte[] input) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", HostCommands.text(script, root.toString()));
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Path errors = folder.resolve("errors");
        Process shell = builder.redirectError(errors.toFile()).start();
        try (var stdin = shell.getOutputStream()) {
            stdin.write(input);
        }
        byte[] output = shell.getInputStream().readAllBytes();
        return new Outcome(shell.waitFor(), output, Files.readString(errors));
    }

    private byte[] saved() throws Exception {
        Outcome outcome = run("backup.sh", new byte[0]);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isZero();
        return outcome.output();
    }

    private void onlyTheStateIsLeft() {
        assertThat(root.toFile().list()).containsExactly("swarm");
    }

    @Test
    void theEngineStandsStillWhileItsStateIsSavedAndNoLonger() throws Exception {
        assertThat(saved()).startsWith(0x1f, 0x8b);

        assertThat(log).content().isEqualTo("stop\nstart\n");
        onlyTheStateIsLeft();
    }

    @Test
    void theEngineIsStartedAgainWhenItsStateCannotBeSaved() throws Exception {
        service("test $asked = start || rm -r '" + root.resolve("swarm") + "'");

        Outcome outcome = run("backup.sh", new byte[0]);

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.errors()).contains("could not be archived");
        assertThat(outcome.output()).isEmpty();
        assertThat(log).content().isEqualTo("stop\nstart\n");
    }

    @Test
    void anEngineThatIsNoManagerIsNotEvenStopped() throws Exception {
        Files.move(root.resolve("swarm"), root.resolve("gone"));

        assertThat(run("backup.sh", new byte[0]).errors()).contains("no managers' state");
        assertThat(log).doesNotExist();
    }

    @Test
    void aStateThatWasSavedTakesThePlaceOfALaterOneWhichStandsAside() throws Exception {
        byte[] archive = saved();
        state("second");

        assertThat(run("restore.sh", archive).status()).isZero();

        assertThat(state).hasContent("first");
        assertThat(root.resolve("swarm.before-restore/raft/state")).hasContent("second");
        assertThat(log).content().isEqualTo("stop\nstart\nstop\nstart\n");
        assertThat(run("discard.sh", new byte[0]).status()).isZero();
        onlyTheStateIsLeft();
    }

    @Test
    void whenTheEngineDoesNotStartWithItTheFormerStateIsPutBack() throws Exception {
        byte[] archive = saved();
        state("second");
        service("test $asked = stop || grep -q second '" + state + "'");

        Outcome outcome = run("restore.sh", archive);

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.errors()).contains("does not start with that state");
        assertThat(state).hasContent("second");
        onlyTheStateIsLeft();
    }

    @Test
    void aFileThatIsNoBackupChangesNothing() throws Exception {
        byte[] archive = saved();
        byte[] half = Arrays.copyOf(archive, archive.length / 2);
        Files.delete(log);

        assertThat(run("restore.sh", half).errors()).contains("no backup of a swarm, or it is damaged");
        assertThat(run("restore.sh", "hello".getBytes(StandardCharsets.UTF_8)).errors()).contains("no backup");
        assertThat(log).doesNotExist();
        assertThat(state).hasContent("first");
        onlyTheStateIsLeft();
    }

    @Test
    void aRestoreThatWasCutShortIsDoneAgainFromTheStart() throws Exception {
        byte[] archive = saved();
        state("half restored");
        Files.createDirectories(root.resolve("swarm.before-restore"));
        Files.createDirectories(root.resolve("swarm-restore/swarm"));

        assertThat(run("restore.sh", archive).status()).isZero();

        assertThat(state).hasContent("first");
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("swarm", "swarm.before-restore");
    }
}
