package dev.jmachine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, some of them killed. */
@Timeout(300)
class StoreProcessesIT {
    private static final int PROCESSES = 20;

    @TempDir
    Path folder;

    private Path root;
    private MachineStore store;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void openStore() {
        root = folder.resolve("store");
        store = new MachineStore(root, Clock.systemUTC());
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws IOException {
        return startWithUmask("022", arguments);
    }

    private Process startWithUmask(String umask, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "umask " + umask + "; exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), StoreWorker.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private List<String> firstLinesOf(int count, String... arguments) throws IOException {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(start(arguments));
        }
        List<String> lines = new ArrayList<>();
        for (Process process : started) {
            lines.add(firstLine(process));
        }
        return lines;
    }

    @Test
    void ofManyProcessesThatMakeTheSameMachineOneDoes() throws IOException {
        List<String> lines = firstLinesOf(PROCESSES, "create", root.toString());

        assertThat(lines).filteredOn("created"::equals).hasSize(1);
        assertThat(lines).filteredOn(ErrorCode.MACHINE_EXISTS.name()::equals).hasSize(PROCESSES - 1);
        assertThat(store.open("a").journal().unfinishedStep()).contains("create");
    }

    @Test
    void manyProcessesEnterOneAfterTheOther() throws IOException {
        Path counter = Files.writeString(folder.resolve("counter"), "0");

        assertThat(firstLinesOf(PROCESSES, "count", root.toString(), counter.toString(), "10"))
                .hasSize(PROCESSES).containsOnly("counted");
        assertThat(counter).hasContent(Integer.toString(PROCESSES * 10));
    }

    @Test
    void aLockNamesTheProcessThatHoldsItAndIsFreeWhenThatIsKilled() throws Exception {
        Process holder = start("hold", root.toString());
        assertThat(firstLine(holder)).isEqualTo("held");

        assertThatThrownBy(() -> store.lock("a", "stop", Duration.ofMillis(100)))
                .isInstanceOfSatisfying(MachineException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.MACHINE_LOCKED);
                    assertThat(failure.problem()).contains("process " + holder.pid() + " (hold, since ");
                });
        holder.destroyForcibly().waitFor();

        store.lock("a", "stop", Duration.ofSeconds(10)).close();
    }

    @Test
    void aProcessKilledAtAnyInstantLeavesNoHalfMachine() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 15; round++) {
            Process churning = start("churn", root.toString());
            assertThat(firstLine(churning)).isEqualTo("begun");
            assertReadableUntilKilled(churning, 20 + random.nextInt(150));

            try (MachineLock lock = store.lock("a", "check", Duration.ofSeconds(10))) {
                if (store.exists("a")) {
                    assertThat(store.open("a").driverName()).isEqualTo("none");
                }
            }
        }
        try (MachineLock lock = store.lock("a", "remove", Duration.ofSeconds(10))) {
            if (!store.exists("a")) {
                store.create(MachineSpec.builder("a", "none").build(), Set.of());
            }
            store.delete("a");
        }
        assertThat(files()).containsExactly(root.resolve("locks/.store.lock"));
    }

    /** Reads all the time; a machine may be gone when it is opened, but never damaged. */
    private void assertReadableUntilKilled(Process process, int millis) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            for (String name : store.names()) {
                try {
                    assertThat(store.open(name).driverState().get("SSHPort")).isIn(0, 22);
                } catch (MachineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.MACHINE_NOT_FOUND);
                }
            }
        }
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void permissionsDoNotDependOnTheUmask() throws Exception {
        for (String umask : List.of("000", "277")) {
            Path other = folder.resolve("umask-" + umask);
            assertThat(firstLine(startWithUmask(umask, "create", other.toString()))).isEqualTo("created");
            try (Stream<Path> files = Files.walk(other)) {
                assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void onAFullDiskNothingIsLostAndMachinesCanBeRemoved() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()))
                .as("only root can mount a small disk").isZero();
        try {
            MachineStore small = new MachineStore(disk.resolve("store"), Clock.systemUTC());
            MachineRecord record = small.create(MachineSpec.builder("a", "none").build(), Set.of());
            fill(disk.resolve("filler"));

            assertNoSpace(() -> record.saveDriverState(Map.of("SSHPort", 22)));
            assertNoSpace(() -> record.journal().stepStarted("one"));
            assertNoSpace(() -> small.create(MachineSpec.builder("b", "none").build(), Set.of()));
            assertThat(small.names()).containsExactly("a");
            assertThat(small.open("a").driverState()).containsEntry("SSHPort", 0);
            assertThat(small.folder("a").toFile().list()).containsExactlyInAnyOrder("config.json", "jmachine.json");

            try (MachineLock lock = small.lock("a", "remove", Duration.ofSeconds(1))) {
                small.delete("a");
            }
            assertThat(small.names()).isEmpty();
            assertThat(small.root().resolve("machines")).isEmptyDirectory();
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static void assertNoSpace(Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(MachineException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_IO);
            assertThat(failure.problem()).contains("No space left on device");
        });
    }

    private static void fill(Path file) {
        byte[] block = new byte[512];
        assertThatThrownBy(() -> {
            try (var stream = Files.newOutputStream(file)) {
                for (int i = 0; i < 10_000; i++) {
                    stream.write(block);
                }
            }
        }).isInstanceOf(IOException.class);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
