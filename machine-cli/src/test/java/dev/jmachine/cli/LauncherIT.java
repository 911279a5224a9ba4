package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's launcher, as processes. */
class LauncherIT {
    @TempDir
    Path folder;
    private Distribution jmachine;

    @BeforeEach
    void open() {
        jmachine = new Distribution(folder.resolve("store"));
    }

    private List<Path> archives(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** Copy the distribution, without archives of loaded classes. */
    private Path copy(String name) throws IOException {
        Path home = folder.resolve(name);
        List<String> command = List.of("cp", "-r", Distribution.HOME.toString(), home.toString());
        assertThat(jmachine.execute(command).status()).isZero();
        for (Path archive : archives(home)) {
            Files.delete(archive);
        }
        return home;
    }

    @Test
    void itRunsFromAnyFolderAndThroughLinksUnderAnotherName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("first"), Distribution.LAUNCHER);
        Path other = Files.createDirectory(folder.resolve("bin")).resolve("docker-machine");
        Files.createSymbolicLink(other, Path.of("../first"));

        Distribution.Result result = jmachine.in(folder).execute(List.of("bin/docker-machine", "version"));

        assertThat(result.out()).startsWith("docker-machine version ");
        assertThat(result.err()).isEmpty();
        assertThat(jmachine.in(Path.of("/")).execute(List.of(link.toString(), "version")).out())
                .startsWith("first version ");
    }

    @Test
    void machinesAreMadeListedAndRemoved() {
        assertThat(jmachine.run("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "a", "b").status()).isZero();
        assertThat(jmachine.run("ls", "-q").out()).isEqualTo("a\nb\n");
        assertThat(jmachine.run("inspect", "a", "-f", "{{.Driver.URL}}").out()).isEqualTo("tcp://127.0.0.1:1\n");
        assertThat(jmachine.run("env", "a").err()).startsWith("Error checking TLS connection: ");
        assertThat(jmachine.run("rm", "-y", "a", "b").out())
                .endsWith("Successfully removed a\nSuccessfully removed b\n");
        assertThat(jmachine.run("ls", "-q").out()).isEmpty();
    }

    @Test
    void eachDriverIsAFolderThatIsOpenedOnlyWhenItIsNamed() throws IOException {
        Path home = copy("partial");
        Files.delete(home.resolve("drivers/generic/machine-driver-generic.jar"));
        Distribution.Result result = jmachine.execute(List.of(home + "/bin/jmachine", "drivers"));

        assertThat(result.status()).isZero();
        assertThat(result.out()).containsPattern("generic +no").containsPattern("none +yes");
        assertThat(jmachine.execute(List.of(home + "/bin/jmachine", "create", "-d", "generic", "x")).err())
                .contains("[DRIVER_BROKEN]");
    }

    @Test
    void theFirstRunMakesTheArchiveAndLaterOnesUseIt() throws IOException {
        Path home = copy("fresh");
        String launcher = home + "/bin/jmachine";

        assertThat(jmachine.execute(List.of(launcher, "version")).err()).isEmpty();
        assertThat(archives(home)).hasSize(1);
        assertThat(jmachine.with("JMACHINE_OPTS", "-Xshare:on").execute(List.of(launcher, "version")).status())
                .isZero();
    }

    @Test
    void aJarThatIsNewerMakesTheArchiveAnew() throws IOException {
        Path home = copy("renewed");
        String launcher = home + "/bin/jmachine";
        jmachine.execute(List.of(launcher, "version"));
        Instant first = Files.getLastModifiedTime(archives(home).get(0)).toInstant();
        Files.setLastModifiedTime(home.resolve("lib/machine-cli.jar"),
                java.nio.file.attribute.FileTime.from(first.plus(Duration.ofSeconds(1))));

        assertThat(jmachine.execute(List.of(launcher, "version")).status()).isZero();
        assertThat(Files.getLastModifiedTime(archives(home).get(0)).toInstant()).isAfter(first);
    }

    @Test
    void twoFirstRunsDoNotDisturbOneAnother() throws Exception {
        Path home = copy("twice");
        List<Process> running = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            running.add(jmachine.start(List.of(home + "/bin/jmachine", "version"), folder.resolve("out" + index),
                    folder.resolve("err" + index)));
        }
        for (int index = 0; index < 4; index++) {
            assertThat(running.get(index).waitFor()).isZero();
            assertThat(folder.resolve("out" + index)).content().startsWith("jmachine version ");
            assertThat(folder.resolve("err" + index)).isEmptyFile();
        }
        assertThat(archives(home)).hasSize(1);
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".lock"));
        }
    }

    @Test
    void aFirstRunThatWasKilledHoldsNobodyUp() throws IOException {
        Path home = copy("killed");
        Distribution.Result before = jmachine.execute(List.of("sh", "-c", "\"$0\" version; ls " + home + "/lib/*.jsa",
                home + "/bin/jmachine"));
        Path lock = Path.of(before.out().lines().skip(1).findFirst().orElseThrow() + ".lock");
        Files.delete(archives(home).get(0));
        Files.createDirectory(lock);
        Files.writeString(lock.resolve("pid"), "4194304\n");

        jmachine.execute(List.of(home + "/bin/jmachine", "version"));
        jmachine.execute(List.of(home + "/bin/jmachine", "version"));

        assertThat(archives(home)).hasSize(1);
    }

    @Test
    void aRuntimeThatIsMissingOrTooOldIsTold() throws IOException {
        Distribution.Result missing = jmachine.with("JAVA_HOME", "/nonexistent").run("version");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("""
                Looking for a Java runtime
                  JAVA_HOME is /nonexistent, where there is no bin/java.
                  Set JAVA_HOME to a JDK of version 17 or newer, or unset it.
                """);

        Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertThat(jmachine.with("JAVA_HOME", old.toString()).run("version").err())
                .contains("The one in " + old + " is of version 11.");
    }

    @Test
    void theArchiveFileUnpacksAndRuns() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            Path packed = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
            jmachine.execute(List.of("tar", "-xzf", packed.toAbsolutePath().toString(), "-C", folder.toString()));
            String home = packed.getFileName().toString().replace(".tar.gz", "");

            assertThat(jmachine.in(folder).execute(List.of(home + "/bin/jmachine", "version")).out())
                    .startsWith("jmachine version ");
            assertThat(folder.resolve(home).resolve("README.txt")).exists();
        }
    }

    @Test
    void ctrlCEndsACommandThatWaits() throws Exception {
        // Nobody answers there: the command waits for its host.
        // A test run in the background of a shell has SIGINT ignored, and children inherit that.
        Process process = jmachine.start(List.of("env", "--default-signal=INT", Distribution.LAUNCHER.toString(),
                "create", "-d", "generic", "--generic-ip-address", "192.0.2.1", "silent"),
                folder.resolve("out"), folder.resolve("err"));
        awaitText(folder.resolve("out"), "Waiting for SSH");

        jmachine.execute(List.of("kill", "-INT", Long.toString(process.pid())));

        assertThat(process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(folder.resolve("err")).content().startsWith("Interrupted: stopping at the next safe point.")
                .contains("jmachine create silent").contains("jmachine rm -y silent");
        assertThat(jmachine.run("rm", "-y", "silent").status()).isZero();
    }

    private static void awaitText(Path file, String text) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            assertThat(Instant.now()).as("\"%s\" in %s", text, file).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
