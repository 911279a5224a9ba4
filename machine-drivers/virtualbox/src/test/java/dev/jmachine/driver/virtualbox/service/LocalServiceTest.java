package dev.jmachine.driver.virtualbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Threads and processes share one web service, for which a program stands in. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in programs are shell scripts")
@Timeout(60)
class LocalServiceTest {

    @TempDir
    Path programs;

    @TempDir
    Path shared;

    private StandInPrograms standIns;

    @BeforeEach
    void writePrograms() throws IOException {
        standIns = StandInPrograms.in(programs);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(standIns.values()).isEmpty();
        for (long id : standIns.started()) {
            assertThat(runs(id)).isFalse();
        }
        try (Stream<Path> files = Files.walk(shared)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .allMatch("lock"::equals);
        }
    }

    private LocalService use() {
        return LocalService.use(standIns.installation(), shared);
    }

    private static boolean runs(long id) {
        return ProcessHandle.of(id).filter(ProcessHandle::isAlive).isPresent();
    }

    private Path record() throws IOException {
        try (Stream<Path> files = Files.walk(shared)) {
            return files.filter(file -> file.endsWith("record")).findFirst().orElseThrow();
        }
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }

    @Test
    void oneServiceServesAllThreads() throws Exception {
        int threads = 5;
        CyclicBarrier all = new CyclicBarrier(threads);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<URI>> addresses = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            addresses.add(workers.submit(() -> {
                try (LocalService service = use()) {
                    all.await();
                    return service.address();
                }
            }));
        }
        workers.shutdown();
        URI first = addresses.get(0).get();
        for (Future<URI> address : addresses) {
            assertThat(address.get()).isEqualTo(first);
        }
        assertThat(standIns.started()).hasSize(1);
    }

    @Test
    void whoWaitsGetsTheServiceOfTheOneBefore() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(3);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            ends.add(workers.submit(() -> use().close()));
        }
        workers.shutdown();
        for (Future<?> end : ends) {
            end.get();
        }
        assertThat(standIns.started().size()).as("fewer than one for each").isLessThan(3);
    }

    @Test
    void oneServiceServesOtherProcessesAndTheLastUserEndsIt() throws Exception {
        try (LocalService service = use()) {
            Process other = UsingProgram.start(programs, shared);
            assertThat(firstLine(other)).isEqualTo(service.address().toString());
            service.close();
            assertThat(runs(standIns.started().get(0))).isTrue();
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        }
        assertThat(standIns.started()).hasSize(1);
    }

    @Test
    void aServiceThatAKilledProcessHasLeftIsEndedByTheNext() throws Exception {
        Process killed = UsingProgram.start(programs, shared);
        String address = firstLine(killed);
        killed.destroyForcibly().waitFor();
        assertThat(runs(standIns.started().get(0))).isTrue();
        try (LocalService service = use()) {
            assertThat(service.address()).isNotEqualTo(URI.create(address));
            assertThat(runs(standIns.started().get(0))).isFalse();
        }
    }

    @Test
    void aUserThatIsKilledKeepsNoServiceAlive() throws Exception {
        try (LocalService service = use()) {
            Process killed = UsingProgram.start(programs, shared);
            assertThat(firstLine(killed)).isEqualTo(service.address().toString());
            killed.destroyForcibly().waitFor();
        }
        assertThat(standIns.started()).hasSize(1);
    }

    @Test
    void aServiceThatEndedByItselfIsStartedAnew() throws Exception {
        try (LocalService ended = use()) {
            ProcessHandle process = ProcessHandle.of(standIns.started().get(0)).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            try (LocalService service = use()) {
                assertThat(service.user()).isNotEqualTo(ended.user());
            }
        }
        assertThat(standIns.started()).hasSize(2);
    }

    @Test
    void aLaterProcessWithTheServicesIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try (LocalService service = use()) {
            String record = Files.readString(record());
            ProcessHandle.of(standIns.started().get(0)).orElseThrow().destroyForcibly();
            Files.writeString(record(), record.replaceFirst("\\S+\n$", stranger.pid() + ".1000\n"));
        }
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly().waitFor();
    }

    @Test
    void thePasswordIsReadByItsOwnerAlone() throws IOException {
        try (LocalService service = use()) {
            assertThat(record()).content().contains(service.password());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record()))).isEqualTo("rw-------");
            assertThat(standIns.values()).containsExactly("VBoxAuthSimple.users." + service.user());
        }
    }

    @Test
    void aServiceThatDoesNotStartIsToldWithItsLastWords() throws IOException {
        standIns.breakService();
        assertThatThrownBy(this::use).isInstanceOfSatisfying(MachineException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER))
                .hasMessageContaining("It has ended: no such library");
        assertThat(standIns.started()).hasSize(1);
    }
}
