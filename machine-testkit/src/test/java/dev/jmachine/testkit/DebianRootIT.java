package dev.jmachine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A real root of another Debian release than most machines have. */
class DebianRootIT {
    private static final DebianRoot ROOT = DebianRoot.of("trixie", "busybox-static")
            .withCustomization("echo made >/etc/customized");

    @TempDir
    private Path folder;

    @Test
    void holdsTheSuiteThePackagesAndWhatTheCustomizationMade() {
        try (OpenDebianRoot root = ROOT.openOrSkip()) {
            assertThat(root.run("cat", "/etc/os-release")).contains("VERSION_CODENAME=trixie");
            assertThat(root.run("busybox", "cat", "/etc/customized")).isEqualTo("made\n");
            assertThat(root.run("getent", "ahostsv4", "localhost")).startsWith("127.0.0.1");
        }
    }

    @Test
    void changesAreSeenInOneOpenRootAndGoneInTheNext() throws IOException {
        try (OpenDebianRoot one = ROOT.openOrSkip(); OpenDebianRoot other = ROOT.open()) {
            one.run("sh", "-c", "rm /etc/customized; echo new >/srv/file");
            assertThat(one.path("/srv/file")).hasContent("new");
            assertThat(other.path("/srv/file")).doesNotExist();
            assertThat(other.path("/etc/customized")).exists();
        }
        try (Stream<Path> left = Files.list(TestCache.folder("scratch"))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith(ROOT.folder().getFileName() + "-")))
                    .isEmpty();
        }
    }

    @Test
    void serversListenAtThisMachinesLoopbackUntilTheyAreClosed() throws IOException {
        int port = freePort();
        try (OpenDebianRoot root = ROOT.openOrSkip()) {
            try (DebianProgram program = root.start(folder.resolve("log"), "sh", "-c",
                    "echo begun; busybox httpd -f -p 127.0.0.1:" + port + " & wait")) {
                await("the server", () -> answers(port));
                assertThat(program.isAlive()).isTrue();
                assertThat(program.output()).startsWith("begun");
            }
            assertThat(answers(port)).isFalse();
        }
    }

    @Test
    void whatIsLeftRunningEndsWithTheRoot() throws IOException {
        OpenDebianRoot root = ROOT.openOrSkip();
        int port = freePort();
        try (root) {
            root.run("sh", "-c", "setsid busybox httpd -p 127.0.0.1:" + port + " >/dev/null 2>&1");
            await("the server", () -> answers(port));
        }
        assertThat(answers(port)).isFalse();
    }

    @Test
    void processOneTakesTheExitStatusOfOrphans() {
        try (OpenDebianRoot root = ROOT.openOrSkip()) {
            root.run("sh", "-c", "(sleep 0.1 &)");
            await("the orphan's end", () -> root.run("sh", "-c", "grep -l '^Name:.sleep' /proc/[0-9]*/status || true")
                    .isEmpty());
        }
    }

    @Test
    void aProgramThatFailsIsToldWithWhatItWrote() {
        try (OpenDebianRoot root = ROOT.openOrSkip()) {
            assertThatThrownBy(() -> root.run("sh", "-c", "echo so it is; exit 3"))
                    .hasMessageContaining("ended with 3: so it is");
            assertThatThrownBy(() -> root.run(Duration.ofMillis(200), "sleep", "60"))
                    .hasMessageContaining("did not end");
        }
    }

    @Test
    void aPackageThatThereIsNotIsAFailureAndLeavesNoRoot() {
        DebianRoot wrong = DebianRoot.of("trixie", "no-such-package-anywhere");
        Throwable failure = catchThrowable(() -> wrong.obstacle().ifPresent(Assumptions::abort));
        assumeThat(failure).isNotInstanceOf(TestAbortedException.class);
        assertThat(failure).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-package-anywhere");
        assertThat(wrong.folder()).doesNotExist();
    }

    @Test
    void rootsThatNobodyHasAskedForInAWhileArePrunedUnlessTheyAreOpen() throws IOException, InterruptedException {
        Path forgotten = root("forgotten", 9);
        Path open = root("open", 9);
        Path recent = root("recent", 2);
        Process holder = new ProcessBuilder(
                "flock", "--shared", DebianRoot.lock(open).toString(), "sh", "-c", "echo; read end").start();
        assertThat(holder.getInputStream().read()).isEqualTo('\n');

        DebianRoot.prune(folder, 7);
        assertThat(forgotten).doesNotExist();
        assertThat(open.resolve("etc/file")).exists();
        assertThat(recent.resolve("etc/file")).exists();

        holder.getOutputStream().close();
        holder.waitFor();
        DebianRoot.prune(folder, 7);
        assertThat(open).doesNotExist();
    }

    private Path root(String name, int daysAgo) throws IOException {
        Path root = folder.resolve(name);
        Files.writeString(Files.createDirectories(root.resolve("etc")).resolve("file"), "");
        Files.createFile(DebianRoot.lock(root));
        Files.setLastModifiedTime(DebianRoot.lock(root), FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
        return root;
    }

    @Test
    void aRootThatIsOpenedCountsAsUsedAndIsHeld() throws IOException, InterruptedException {
        Path lock = DebianRoot.lock(ROOT.folder());
        try (OpenDebianRoot root = ROOT.openOrSkip()) {
            assertThat(Files.getLastModifiedTime(lock).toInstant())
                    .isAfter(Instant.now().minus(Duration.ofMinutes(10)));
            assertThat(new ProcessBuilder("flock", "--nonblock", lock.toString(), "true").start().waitFor()).isEqualTo(1);
        }
    }

    @Test
    void whatDiffersInAnyPartIsAnotherRoot() {
        assertThat(Stream.of(ROOT, ROOT.withComponents("main", "contrib"), ROOT.withCustomization(""),
                DebianRoot.of("sid", "busybox-static"), DebianRoot.of("trixie")).map(DebianRoot::folder))
                .doesNotHaveDuplicates();
        assertThat(ROOT.folder()).isEqualTo(new DebianRoot("trixie", List.of("main"), List.of("busybox-static"),
                "echo made >/etc/customized").folder());
    }

    private static void await(String what, BooleanSupplier condition) {
        Deadline.after(Duration.ofSeconds(20)).await(what, Duration.ofMillis(20), condition);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
