package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QemuDriverTest {
    @TempDir
    Path store;
    private TestContext machine;

    @BeforeEach
    void prepare() throws IOException {
        machine = machine("a");
        TestImages.putInto(machine.cacheFolder());
    }

    @AfterEach
    void remove() {
        machine.driver().remove();
    }

    private TestContext machine(String name) throws IOException {
        return TestContext.in(store, name)
                .with("qemu-program", FakeQemu.install(store.resolve("bin")).toString())
                .with("qemu-image", TestImages.NAME)
                .with("qemu-memory", "256");
    }

    @Test
    void aMachineIsCreatedAndRuns() {
        machine.driver().create();
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
        MachineNetwork network = machine.driver().network();
        assertThat(network.address()).isEqualTo("127.0.0.1");
        assertThat(network.peerAddress()).contains("10.90.0.2");
        assertThat(network.enginePort()).isEqualTo(2376);
        assertThat(network.engine().toString()).isEqualTo("tcp://127.0.0.1:" + machine.number("EnginePort", 0));
        assertThat(network.ssh().orElseThrow().user()).isEqualTo("docker");
    }

    @Test
    void removalLeavesNothing() throws IOException {
        machine.with("qemu-disk", "10", "20").driver().create();
        ProcessHandle qemu = qemu();
        machine.driver().remove();
        assertThat(ended(qemu)).isTrue();
        assertThat(machine.folder()).isEmptyDirectory();
        assertThat(filesBelow(machine.sharedFolder())).isEmpty();
        assertThat(filesBelow(machine.cacheFolder())).noneMatch(file -> file.contains(machine.machineId()));
    }

    @Test
    void removalOfNothingSucceeds() {
        machine.driver().remove();
        assertThat(machine.driver().status()).isEqualTo(MachineState.NOT_FOUND);
    }

    @Test
    void aMachineIsStoppedAndStartedAgainAtTheSamePorts() {
        machine.driver().create();
        MachineNetwork before = machine.driver().network();
        machine.driver().stop();
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
        machine.driver().stop();
        TestContext later = machine.reopened();
        later.given.clear();
        later.driver().start();
        assertThat(later.driver().status()).isEqualTo(MachineState.RUNNING);
        assertThat(later.driver().network()).isEqualTo(before);
    }

    @Test
    void restartingGivesAnotherProcess() {
        machine.driver().create();
        ProcessHandle before = qemu();
        machine.driver().restart();
        assertThat(ended(before)).isTrue();
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void startingAMachineThatRunsChangesNothing() {
        machine.driver().create();
        ProcessHandle before = qemu();
        machine.driver().start();
        assertThat(qemu()).isEqualTo(before);
    }

    @Test
    void aMachineWhoseQemuWasKilledIsStoppedAndStartsAgain() {
        machine.driver().create();
        ProcessHandle qemu = qemu();
        qemu.destroyForcibly();
        Deadline.after(Duration.ofSeconds(10)).await("the end of QEMU", Duration.ofMillis(20), () -> ended(qemu));
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
        machine.driver().start();
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aMachineWhoseMonitorHangsIsKilledAllTheSame() {
        machine.with("qemu-argument", "-fake", "mute").driver().create();
        ProcessHandle qemu = qemu();
        assertThat(machine.driver().status()).isEqualTo(MachineState.TIMEOUT);
        machine.driver().kill();
        assertThat(ended(qemu)).isTrue();
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aProcessThatGotThePidOfQemuIsLeftAlone() throws IOException {
        machine.driver().create();
        machine.driver().kill();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(machine.folder().resolve("qemu.pid"), stranger.pid() + "\n");
            assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
            machine.driver().kill();
            machine.driver().remove();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aQemuWithoutPidFileIsFoundByItsMark() throws IOException {
        machine.driver().create();
        ProcessHandle qemu = qemu();
        Files.delete(machine.folder().resolve("qemu.pid"));
        machine.driver().remove();
        assertThat(ended(qemu)).isTrue();
    }

    @Test
    void anOwnedProcessIsListedWithItsMark() {
        machine.driver().create();
        assertThat(machine.driver().findOwned())
                .containsExactly(new OwnedObject("process", Long.toString(qemu().pid()), machine.machineId(), ""));
    }

    @Test
    void creationGoesOnWhereItWasCutShort() throws IOException {
        machine.driver().create();
        ProcessHandle before = qemu();
        TestContext again = machine.reopened();
        again.driver().check();
        again.driver().create();
        assertThat(qemu()).isEqualTo(before);
        again.driver().kill();
        Files.delete(machine.folder().resolve("seed.tar"));
        Files.move(machine.folder().resolve("disk.qcow2"), machine.folder().resolve("disk.qcow2.new"));
        again.reopened().driver().create();
        assertThat(again.driver().status()).isEqualTo(MachineState.RUNNING);
        assertThat(again.driver().network()).isEqualTo(machine.driver().network());
    }

    @Test
    void theSeedIsForTheUserAlone() throws IOException {
        machine.driver().create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.folder().resolve("seed.tar"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theDiskStandsOnTheImageByARelativePath() throws IOException {
        machine.driver().create();
        assertThat(Files.readString(machine.folder().resolve("disk.qcow2")))
                .contains("-b ../../cache/qemu/images/debian-13/disk.qcow2 ")
                .endsWith(" 20000M");
    }

    @Test
    void aDiskSmallerThanTheImageIsRefused() {
        machine.with("qemu-disk-size", "4095");
        assertFails(() -> machine.driver().check(), ErrorCode.INVALID_ARGUMENT, "needs 4096 MB");
        assertFails(() -> machine.driver().create(), ErrorCode.INVALID_ARGUMENT, "needs 4096 MB");
    }

    @Test
    void moreMemoryThanThereIsIsRefusedWithFigures() {
        machine.with("qemu-memory", "99999999");
        assertFails(() -> machine.driver().check(), ErrorCode.PRECREATE_CHECK_FAILED, "99999999 MB");
    }

    @Test
    void aNameTooLongForAHostIsRefused() throws IOException {
        TestContext other = machine("a".repeat(64));
        assertFails(() -> other.driver().check(), ErrorCode.INVALID_ARGUMENT, "63 letters");
    }

    @Test
    void malformedOptionsAreRefused() {
        Map<String, String> malformed = Map.of(
                "qemu-memory", "100", "qemu-cpus", "0", "qemu-disk-size", "0", "qemu-disk", "10G",
                "qemu-forward", "80", "qemu-accel", "magic", "qemu-ssh-user", "Me", "qemu-boot-timeout", "0",
                "qemu-image-checksum", "sha256:12");
        malformed.forEach((option, value) -> {
            String before = machine.text(option);
            machine.with(option, value);
            assertFails(() -> machine.driver().check(), ErrorCode.INVALID_ARGUMENT, "");
            machine.given.remove(option);
            if (option.equals("qemu-memory")) {
                machine.with(option, before);
            }
        });
    }

    @Test
    void aMissingProgramIsSaidBeforeAnythingIsMade() {
        machine.with("qemu-program", "/no/such/qemu");
        assertFails(() -> machine.driver().check(), ErrorCode.DRIVER_NOT_READY, "/no/such/qemu was not found");
    }

    @Test
    void aForwardedPortThatIsTakenIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            machine.with("qemu-forward", taken.getLocalPort() + ":80");
            assertFails(() -> machine.driver().check(), ErrorCode.PORT_IN_USE, Integer.toString(taken.getLocalPort()));
            assertFails(() -> machine.driver().create(), ErrorCode.PORT_IN_USE, "cannot be listened on");
        }
    }

    @Test
    void otherPortsAreChosenAndSaidWhenAStrangerHasThem() throws IOException {
        machine.driver().create();
        machine.driver().kill();
        int before = (int) machine.number("SSHPort", 0);
        try (ServerSocket taken = new ServerSocket(before, 1, InetAddress.getByName("127.0.0.1"))) {
            machine.driver().start();
            assertThat(machine.number("SSHPort", 0)).isNotEqualTo(taken.getLocalPort());
            assertThat(machine.driver().network().ssh().orElseThrow().port())
                    .isEqualTo((int) machine.number("SSHPort", 0));
            assertThat(machine.notices).anyMatch(notice -> notice.contains("Ports " + before));
        }
    }

    @Test
    void machinesOfOneStoreShareNothing() throws IOException {
        TestContext other = machine("b");
        try {
            machine.driver().create();
            other.driver().create();
            assertThat(other.driver().network().peerAddress()).contains("10.90.0.3");
            assertThat(List.of(other.number("SSHPort", 0), other.number("EnginePort", 0)))
                    .doesNotContain(machine.number("SSHPort", 0), machine.number("EnginePort", 0));
            assertThat(QemuProcess.commandLine(new QemuProcess(new MachineFiles(other.folder()), other.machineId())
                    .find().orElseThrow())).contains("52:54:00:a1:00:02").doesNotContain("52:54:00:a1:00:01");
        } finally {
            other.driver().remove();
        }
    }

    @Test
    void whatQemuSaysWhenItDoesNotStartIsTold() {
        machine.with("qemu-argument", "-fake", "fails");
        assertFails(() -> machine.driver().create(), ErrorCode.PROVIDER, "something is quite wrong");
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
    }

    @Test
    void aGuestThatDiesAtBootIsToldWithTheEndOfItsConsole() {
        machine.with("qemu-argument", "-fake", "panics");
        assertFails(() -> machine.driver().create(), ErrorCode.PROVIDER, "Kernel panic - not syncing: fake");
    }

    @Test
    void aGuestThatNeverAnswersIsToldWithTheAccelerator() {
        machine.with("qemu-argument", "-fake", "deaf").with("qemu-boot-timeout", "1").with("qemu-accel", "tcg");
        assertFails(() -> machine.driver().create(), ErrorCode.TIMEOUT, "TCG (asked for)");
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aMachineThatIsHaltedIsPaused() {
        machine.with("qemu-argument", "-fake", "paused").driver().create();
        assertThat(machine.driver().status()).isEqualTo(MachineState.PAUSED);
    }

    @Test
    void aMachineWhoseDiskIsGoneIsNotFound() throws IOException {
        machine.driver().create();
        machine.driver().kill();
        Files.delete(machine.folder().resolve("disk.qcow2"));
        assertThat(machine.driver().status()).isEqualTo(MachineState.NOT_FOUND);
        assertFails(() -> machine.driver().start(), ErrorCode.PROVIDER_NOT_FOUND, "disk.qcow2");
    }

    @Test
    void aStoreWhosePathIsLongAndHasOddCharactersWorks() throws IOException {
        Path odd = Files.createDirectories(store.resolve("with, comma and space").resolve("d".repeat(120)));
        TestContext deep = TestContext.in(odd, "deep");
        deep.given.putAll(machine.given);
        TestImages.putInto(deep.cacheFolder());
        try {
            deep.driver().create();
            assertThat(deep.driver().status()).isEqualTo(MachineState.RUNNING);
            deep.driver().stop();
            assertThat(deep.driver().status()).isEqualTo(MachineState.STOPPED);
        } finally {
            deep.driver().remove();
        }
    }

    @Test
    void aMachineThatWasNeverMadeHasNoAddress() {
        assertFails(() -> machine.driver().network(), ErrorCode.WRONG_STATE, "cut short");
    }

    private ProcessHandle qemu() {
        return new QemuProcess(new MachineFiles(machine.folder()), machine.machineId()).find().orElseThrow();
    }

    private boolean ended(ProcessHandle process) {
        return !QemuProcess.commandLine(process).contains(machine.machineId());
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    private static void assertFails(ThrowingCallable action, ErrorCode code, String words) {
        Consumer<MachineException> expected = e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.problem()).contains(words);
        };
        assertThatThrownBy(action).isInstanceOfSatisfying(MachineException.class, expected);
    }
}
