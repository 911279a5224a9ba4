package dev.jmachine.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.Deadline;
import dev.jmachine.it.guest.QemuStore;
import dev.jmachine.it.program.Jmachine;
import dev.jmachine.it.program.Outcome;
import dev.jmachine.it.program.Program;
import dev.jmachine.it.program.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two virtual machines from their creation to their removal. The tests are in the order of a day's work: guests take
 * long to boot without hardware virtualization, so each test goes on with the machines as the one before has left them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QemuIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    @TempDir
    static Path folder;

    private static QemuStore store;
    private static Jmachine jmachine;
    private static Outcome created;

    @BeforeAll
    static void createSideBySide() {
        store = QemuStore.in(folder.resolve("store"));
        // The first time, the image is built.
        jmachine = store.jmachine().within(Duration.ofMinutes(20));
        created = jmachine.run("create", "-d", "qemu", "--qemu-cpus", "1", "--qemu-memory", "768",
                "--qemu-disk-size", "9000", "--qemu-disk", "64", "a", "b");
    }

    @AfterAll
    static void removeWhatIsLeft() {
        jmachine.run("rm", "-f", "a", "b");
        store.processes().forEach(ProcessHandle::destroyForcibly);
        store.unlinkImages();
    }

    private static String state(String machine) {
        return jmachine.run("status", machine).orFail();
    }

    private static String inside(String machine, String command) {
        return jmachine.run("ssh", machine, command).orFail();
    }

    private static String boot(String machine) {
        return inside(machine, "cat /proc/sys/kernel/random/boot_id");
    }

    private static void assertThatDockerAnswers(String machine) {
        assertThat(jmachine.docker(machine, "version", "-f", "{{.Server.Version}}").orFail()).isNotEmpty();
    }

    @Test
    @Order(1)
    void bothRunAndTheirEnginesAnswerTheStockClientAndNobodyElse() {
        created.orFail();

        assertThat(jmachine.run("ls", "--format", "{{.Name}} {{.DriverName}} {{.State}} {{.Error}}").orFail().lines())
                .containsExactly("a qemu Running ", "b qemu Running");
        for (String machine : List.of("a", "b")) {
            assertThat(store.processes(machine)).hasSize(1);
            assertThatDockerAnswers(machine);
        }
        String url = jmachine.run("url", "a").orFail();
        Outcome stranger = Program.of("openssl", "s_client", "-connect", url.replace("tcp://", ""), "-CAfile",
                jmachine.file("a", "ca.pem").toString(), "-verify_return_error", "-ign_eof")
                .reading("GET /version HTTP/1.0\r\n\r\n").within(Duration.ofSeconds(60)).run();
        assertThat(stranger.output()).contains("Verify return code: 0 (ok)").doesNotContain("ApiVersion");
        assertThat(stranger.errors()).contains("alert");
    }

    @Test
    @Order(2)
    void theFirstConnectionAlreadyWasToAKnownHostKey() throws IOException {
        assertThat(created.output()).doesNotContain("accepted at the first connection");
        String shown = inside("a", "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub");
        assertThat(Files.readString(jmachine.file("a", "known_hosts"))).contains(shown);
        assertThat(inside("b", "cat /etc/ssh/ssh_host_ed25519_key.pub")).doesNotContain(shown);
    }

    @Test
    @Order(3)
    void sshEntersTheGuestThatWasAskedFor() {
        assertThat(inside("a", "uname -n")).isEqualTo("a");
        assertThat(inside("a", "uname -r")).matches("\\d+\\.\\d+.*");
        assertThat(jmachine.run("ssh", "b", "exit 9").status()).isEqualTo(9);
        assertThat(inside("a", "nproc")).isEqualTo("1");
        assertThat(Long.parseLong(inside("a", "df --output=size -BM / | tail -1 | tr -dc 0-9"))).as("grown")
                .isGreaterThan(8000);
        assertThat(inside("a", "cat /sys/class/block/vdb/size")).isEqualTo(Integer.toString(64 * 2048));
    }

    @Test
    @Order(4)
    void fromInsideTheOneTheOtherIsReachedOnTheSharedNetwork() {
        String address = jmachine.run("inspect", "-f", "{{.Driver.PeerAddress}}", "b").orFail();
        assertThat(inside("a", "timeout 20 bash -c 'read -r line < /dev/tcp/" + address + "/22; echo $line'"))
                .startsWith("SSH-2.0-");
        assertThat(inside("b", "ip -4 -o address show")).contains(address);
    }

    @Test
    @Order(5)
    void aContainerRunsInTheGuest() throws IOException {
        String script = Files.readString(Path.of(System.getProperty("basedir", ""), "../../scripts/run-container.sh"));

        assertThat(jmachine.reading(script).run("ssh", "a", "sh", "-s").orFail()).contains("Hello from");
    }

    @Test
    @Order(6)
    void stopEndsTheProcessAndStartBringsTheSameMachineBack() {
        String address = jmachine.run("url", "a").orFail();
        inside("a", "echo kept > note");

        jmachine.run("stop", "a").orFail();
        assertThat(store.processes("a")).isEmpty();
        assertThat(state("a")).isEqualTo("Stopped");
        assertThat(state("b")).isEqualTo("Running");
        assertThat(jmachine.run("stop", "a").refusalWith("WRONG_STATE")).contains("already stopped");
        assertThat(jmachine.run("ssh", "a", "true").refusal(1)).contains("is not running");

        jmachine.run("start", "a").orFail();
        assertThat(store.processes("a")).hasSize(1);
        assertThat(state("a")).isEqualTo("Running");
        assertThat(inside("a", "cat note")).isEqualTo("kept");
        assertThat(jmachine.run("url", "a").orFail()).isEqualTo(address);
        assertThatDockerAnswers("a");
        assertThat(jmachine.run("start", "a").refusalWith("WRONG_STATE")).contains("already running");
    }

    @Test
    @Order(7)
    void restartBootsTheGuestAnew() {
        String before = boot("a");

        jmachine.run("restart", "a").orFail();

        assertThat(boot("a")).isNotEqualTo(before);
        assertThatDockerAnswers("a");
    }

    @Test
    @Order(8)
    void killEndsTheProcessAtOnce() {
        assertThat(store.processes("a")).hasSize(1);

        Outcome killed = jmachine.run("kill", "a");

        killed.orFail();
        assertThat(store.processes("a")).isEmpty();
        assertThat(killed.took()).isLessThan(SOON);
        assertThat(state("a")).isEqualTo("Stopped");
    }

    @Test
    @Order(9)
    void aStartThatIsKilledIsMadeUpForByAnother() {
        try (RunningProgram start = jmachine.start("start", "a")) {
            Deadline.after(SOON).await("QEMU of a", INTERVAL, () -> !store.processes("a").isEmpty());
            start.kill();
        }
        assertThat(state("a")).isEqualTo("Running");
        jmachine.run("kill", "a").orFail();

        try (RunningProgram start = jmachine.start("start", "a")) {
            start.awaitOutput("Starting");
            start.kill();
        }
        if (state("a").equals("Running")) {
            jmachine.run("restart", "a").orFail();
        } else {
            jmachine.run("start", "a").orFail();
        }
        assertThat(store.processes("a")).hasSize(1);
        assertThatDockerAnswers("a");
    }

    @Test
    @Order(10)
    void aMachineWhoseQemuIsKilledIsStoppedAndStartsAgainThoughItsPortHasBeenTakenMeanwhile() throws IOException {
        store.process("b").destroyForcibly();
        Deadline.after(SOON).await("the end of QEMU", INTERVAL, () -> store.processes("b").isEmpty());

        assertThat(state("b")).isEqualTo("Stopped");
        assertThat(jmachine.run("ls", "--format", "{{.Name}} {{.State}}").orFail().lines())
                .containsExactly("a Running", "b Stopped");

        String port = jmachine.run("inspect", "-f", "{{.Driver.SSHPort}}", "b").orFail();
        try (ServerSocket squatter =
                new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            jmachine.run("start", "b").orFail();
        }
        assertThat(state("b")).isEqualTo("Running");
        assertThat(jmachine.run("inspect", "-f", "{{.Driver.SSHPort}}", "b").orFail()).isNotEqualTo(port);
        assertThatDockerAnswers("b");
    }

    @Test
    @Order(11)
    void aStopThatIsKilledIsMadeUpForByAnother() {
        try (RunningProgram stop = jmachine.start("stop", "b")) {
            stop.awaitOutput("Stopping");
            stop.kill();
        }
        Outcome again = jmachine.run("stop", "b");

        assertThat(again.status() == 0 || again.errors().contains("already stopped")).as(again.errors()).isTrue();
        assertThat(store.processes("b")).isEmpty();
        assertThat(state("b")).isEqualTo("Stopped");
    }

    @Test
    @Order(12)
    void aRemovalThatIsKilledIsMadeUpForByAnotherAndNothingIsLeft() {
        for (String machine : List.of("a", "b")) {
            try (RunningProgram removal = jmachine.start("rm", "-y", machine)) {
                removal.awaitOutput("About to remove");
                removal.kill();
            }
        }
        for (String machine : jmachine.run("ls", "-q").orFail().lines().toList()) {
            jmachine.run("rm", "-y", machine).orFail();
        }
        assertThat(store.processes()).isEmpty();
        assertThat(jmachine.store().resolve("machines")).satisfiesAnyOf(
                machines -> assertThat(machines).doesNotExist(), machines -> assertThat(machines).isEmptyDirectory());
        assertThat(store.slots()).isEmpty();
        assertThat(jmachine.run("ls", "-q").orFail()).isEmpty();
    }
}
