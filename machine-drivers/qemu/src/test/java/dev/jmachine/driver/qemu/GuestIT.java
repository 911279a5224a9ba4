package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.testkit.TestCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real guests. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class GuestIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(300);

    @TempDir
    Path store;
    private final List<TestContext> machines = new ArrayList<>();

    @AfterEach
    void removeMachines() {
        machines.forEach(machine -> machine.driver().remove());
    }

    private TestContext machine(String name) {
        TestContext machine = TestContext.in(store, name).withCache(TestCache.folder("qemu"))
                .with("qemu-image", "debian-13").with("qemu-memory", "512");
        machines.add(machine);
        return machine;
    }

    @Test
    void aGuestLivesThroughAllThatIsDoneWithIt() throws IOException {
        int port = freePort();
        TestContext machine = machine("a").with("qemu-disk", "64").with("qemu-cpus", "2")
                .with("qemu-forward", port + ":22").with("qemu-ssh-user", "me");
        machine.driver().create();
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
        Ssh ssh = new Ssh(machine);
        assertThat(ssh.output("hostname; id -un; sudo id -u; nproc")).isEqualTo("a\nme\n0\n2\n");
        assertThat(ssh.output("cat /sys/class/block/vda/size /sys/class/block/vdb/size"))
                .isEqualTo(20_000 * 2048 + "\n" + 64 * 2048 + "\n");
        assertThat(Long.parseLong(ssh.output("df --output=size -m / | tail -n 1").strip())).isGreaterThan(18_000);
        assertThat(ssh.output("sudo cat /sys/class/dmi/id/product_uuid"))
                .isEqualToIgnoringWhitespace(machine.machineId());
        assertThat(GuestBoot.answersAt(port, 10_000)).isTrue();
        assertThat(sessionOf(qemu(machine))).isNotEqualTo(sessionOf(ProcessHandle.current()));

        ssh.output("echo kept >note; sync");
        machine.driver().stop();
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
        machine.driver().start();
        assertThat(ssh.output("cat note")).isEqualTo("kept\n");
        machine.driver().kill();
        assertThat(machine.driver().status()).isEqualTo(MachineState.STOPPED);
        machine.driver().restart();
        assertThat(ssh.output("cat note")).isEqualTo("kept\n");
        machine.driver().remove();
        assertThat(machine.folder()).isEmptyDirectory();
        assertThat(machine.driver().findOwned()).isEmpty();
    }

    @Test
    void guestsReachOneAnotherAtAddressesThatStay() {
        TestContext a = machine("a");
        TestContext b = machine("b");
        CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> a.driver().create()),
                CompletableFuture.runAsync(() -> b.driver().create())).join();
        String before = address(b);
        assertThat(before).isNotEqualTo(address(a));
        new Ssh(a).output("sudo ping -c 3 -w 20 " + address(b));
        new Ssh(b).output("sudo ping -c 3 -w 20 " + address(a));
        b.driver().restart();
        assertThat(address(b)).isEqualTo(before);
        new Ssh(a).output("sudo ping -c 3 -w 30 " + before);
    }

    @Test
    void aGuestThatRebootsItselfComesBackUnderTheSameQemu() {
        TestContext machine = machine("a");
        machine.driver().create();
        ProcessHandle before = qemu(machine);
        String boot = new Ssh(machine).output("cat /proc/sys/kernel/random/boot_id");
        new Ssh(machine).run("sudo reboot");
        Deadline.after(LONG).await("the guest's next boot", POLL, () -> {
            Command.Result answer = new Ssh(machine).run("cat /proc/sys/kernel/random/boot_id");
            return answer.exitStatus() == 0 && !answer.output().equals(boot);
        });
        assertThat(qemu(machine)).isEqualTo(before);
    }

    @Test
    void aGuestThatSwitchesItselfOffIsStopped() {
        TestContext machine = machine("a");
        machine.driver().create();
        new Ssh(machine).run("sudo poweroff");
        Deadline.after(LONG).await("the end of the guest", POLL,
                () -> machine.driver().status() == MachineState.STOPPED);
        machine.driver().start();
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void aGuestWhoseQemuIsKilledStartsAgainWithWhatItHadWritten() {
        TestContext machine = machine("a");
        machine.driver().create();
        new Ssh(machine).output("echo kept >note; sync");
        qemu(machine).destroyForcibly();
        Deadline.after(LONG).await("the end of QEMU", POLL, () -> machine.driver().status() == MachineState.STOPPED);
        machine.driver().start();
        assertThat(new Ssh(machine).output("cat note")).isEqualTo("kept\n");
    }

    @Test
    void twoQemusNeverRunOnOneDisk() throws IOException {
        TestContext machine = machine("a");
        machine.driver().create();
        TestContext thief = machine("b");
        Files.createSymbolicLink(thief.folder().resolve("disk.qcow2"), machine.folder().resolve("disk.qcow2"));
        thief.save(machine.saved());
        assertThatThrownBy(() -> thief.driver().create()).isInstanceOfSatisfying(MachineException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE));
        assertThat(machine.driver().status()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void whatQemuRefusesIsToldInItsOwnWords() {
        TestContext machine = machine("a").with("qemu-argument", "-no-such-option");
        assertThatThrownBy(() -> machine.driver().create()).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER);
            assertThat(e.problem()).contains("-no-such-option");
        });
    }

    @Test
    void aGuestThatCannotBootIsToldWithItsConsole() throws IOException {
        TestContext machine = machine("a").with("qemu-argument", "-append", "console=ttyS0 root=/dev/nothing");
        assertThatThrownBy(() -> machine.driver().create()).isInstanceOfSatisfying(MachineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER);
            assertThat(e.problem()).contains("boot failed").contains("/dev/nothing");
        });
    }

    @Test
    void theTrialOfAnAcceleratorPassesWhereGuestsRun() throws IOException {
        KvmTrial trial = new KvmTrial(QemuInstallation.find(""), store, Duration.ofSeconds(60));
        assertThat(trial.runs(Accelerator.TCG)).isTrue();
    }

    private static String address(TestContext machine) {
        return machine.driver().network().peerAddress().orElseThrow();
    }

    private static ProcessHandle qemu(TestContext machine) {
        return new QemuProcess(new MachineFiles(machine.folder()), machine.machineId()).find().orElseThrow();
    }

    private static String sessionOf(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return stat.substring(stat.lastIndexOf(')')).split(" ")[4];
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
