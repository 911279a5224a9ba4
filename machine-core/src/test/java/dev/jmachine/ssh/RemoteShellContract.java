package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shell does, whichever server is at the other end. */
@Timeout(120)
abstract class RemoteShellContract {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    TestHost host;
    RemoteShell shell;

    abstract TestHost startHost(Path folder) throws Exception;

    @BeforeEach
    void connect() throws Exception {
        host = startHost(folder);
        KnownHosts known = new KnownHosts(folder.resolve("known_hosts"));
        known.pin("m", host.hostKey());
        shell = new SshConnector(folder, null).connect(host.endpoint(), "m", known, key -> {}, TIMEOUT);
    }

    @AfterEach
    void disconnect() {
        if (shell != null) {
            shell.close();
        }
        if (host != null) {
            host.close();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static InputStream empty() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Test
    void tellsStatusOutputAndErrorsApart() {
        assertThat(shell.run("echo out; echo wrong >&2; exit 3", TIMEOUT))
                .isEqualTo(new CommandResult(3, "out\n", "wrong\n"));
        assertThat(shell.run("true", TIMEOUT).succeeded()).isTrue();
    }

    @Test
    void tellsSignalsAsShellsDo() {
        assertThat(shell.run("kill -9 $$", TIMEOUT).exitStatus()).isEqualTo(128 + 9);
        assertThat(shell.run("exec sh -c 'kill -TERM $$'", TIMEOUT).exitStatus()).isEqualTo(128 + 15);
    }

    @Test
    void losesNoOutputOfACommandThatDies() {
        CommandResult result = shell.run("head -c 3000000 /dev/zero | tr '\\0' x; kill -9 $$", TIMEOUT);

        assertThat(result.exitStatus()).isEqualTo(137);
        assertThat(result.output()).hasSize(3_000_000);
    }

    @Test
    void sendsTextAsInput() {
        assertThat(shell.run("sh -s", "echo \"ä $((1 + 1))\"", TIMEOUT).output()).isEqualTo("ä 2\n");
    }

    @Test
    void givesCommandsWithoutInputAnEmptyOne() {
        assertThat(shell.run("cat; echo end", TIMEOUT).output()).isEqualTo("end\n");
    }

    @Test
    void passesBytesThroughUnchanged() {
        byte[] bytes = random(5_000_000);
        ByteArrayOutputStream back = new ByteArrayOutputStream();

        int status = shell.stream("cat", new ByteArrayInputStream(bytes), back, OutputStream.nullOutputStream());

        assertThat(status).isZero();
        assertThat(back.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void readsBothOutputsSideBySide() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        int status = shell.stream(
                "head -c 9000000 /dev/zero >&2; head -c 8000000 /dev/zero; exit 5", empty(), output, errors);

        assertThat(status).isEqualTo(5);
        assertThat(output.size()).isEqualTo(8_000_000);
        assertThat(errors.size()).isEqualTo(9_000_000);
    }

    @Test
    void doesNotMindThatACommandLeavesItsInputUnread() {
        String input = "x".repeat(10_000_000);

        assertThat(shell.run("exit 4", input, TIMEOUT).exitStatus()).isEqualTo(4);
        assertThat(shell.run("sleep 1; exit 6", input, TIMEOUT).exitStatus()).isEqualTo(6);
        assertThat(shell.run("head -c 3", input, TIMEOUT).output()).isEqualTo("xxx");
        assertThat(shell.run("echo still here", TIMEOUT).output()).isEqualTo("still here\n");
    }

    @Test
    void returnsWhenTheCommandEndsThoughItsInputNeverDoes() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream();
                PipedInputStream input = new PipedInputStream(silent)) {
            long start = System.nanoTime();
            OutputStream nowhere = OutputStream.nullOutputStream();
            int status = shell.stream("exit 8", input, nowhere, nowhere);

            assertThat(status).isEqualTo(8);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void passesInputOnAsItComes() throws Exception {
        PipedOutputStream typing = new PipedOutputStream();
        try (PipedInputStream input = new PipedInputStream(typing);
                PipedInputStream answers = new PipedInputStream();
                PipedOutputStream output = new PipedOutputStream(answers)) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> shell.stream(
                    "while read line; do echo \"got $line\"; done", input, output, OutputStream.nullOutputStream()));

            typing.write("one\n".getBytes(StandardCharsets.UTF_8));
            typing.flush();
            assertThat(new String(answers.readNBytes(8), StandardCharsets.UTF_8)).isEqualTo("got one\n");
            typing.write("two\n".getBytes(StandardCharsets.UTF_8));
            typing.flush();
            assertThat(new String(answers.readNBytes(8), StandardCharsets.UTF_8)).isEqualTo("got two\n");
            typing.close();
            assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void runsALoginShellForAnEmptyCommand() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        int status = shell.stream("", new ByteArrayInputStream("echo from the shell; exit 9\n".getBytes()), output,
                OutputStream.nullOutputStream());

        assertThat(status).isEqualTo(9);
        assertThat(output.toString()).contains("from the shell");
    }

    @Test
    void runsManyCommandsSideBySide() {
        List<CompletableFuture<String>> running = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> shell.run("sleep 0.3; echo " + i, TIMEOUT).output()))
                .toList();

        assertThat(running.stream().map(CompletableFuture::join).toList())
                .containsExactlyElementsOf(IntStream.range(0, 8).mapToObj(i -> i + "\n").toList());
    }

    @Test
    void endsWhatTakesTooLongAndGoesOnWithTheNext() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> shell.run("sleep 100", Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(shell.run("echo on", TIMEOUT).output()).isEqualTo("on\n");
    }

    @Test
    void endsARunThatIsInterrupted() throws InterruptedException {
        assertInterrupted(used -> used.run("sleep 100", TIMEOUT));
        assertThat(shell.run("echo on", TIMEOUT).output()).isEqualTo("on\n");
    }

    @Test
    void endsAStreamThatIsInterruptedWhileOutputComesAndInputGoes() throws InterruptedException {
        assertInterrupted(used -> used.stream(
                "cat /dev/zero", InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream()));
        assertInterrupted(used -> used.stream(
                "sleep 100", new Endless(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
        assertThat(shell.run("echo on", TIMEOUT).output()).isEqualTo("on\n");
    }

    private void assertInterrupted(Function<RemoteShell, Object> work) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch flagged = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                work.apply(shell);
            } catch (MachineException e) {
                failure.set(e);
            }
            if (Thread.currentThread().isInterrupted()) {
                flagged.countDown();
            }
        });
        thread.start();
        thread.join(500);
        thread.interrupt();
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOfSatisfying(
                MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(flagged.getCount()).isZero();
    }

    @Test
    void tellsThatTheCallersOutputBroke() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> shell.stream("cat /dev/zero", empty(), broken, OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(MachineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED);
                    assertThat(e.problem()).contains("No space left on device");
                });
        assertThat(shell.run("echo on", TIMEOUT).output()).isEqualTo("on\n");
    }

    @Test
    void tellsThatTheConnectionBrokeInTheMiddleOfACommand() throws Exception {
        CompletableFuture<CommandResult> running =
                CompletableFuture.supplyAsync(() -> shell.run("sleep 100", "x".repeat(9_000_000), TIMEOUT));
        assertThat(shell.run("true", TIMEOUT).succeeded()).isTrue();

        host.breakConnections();

        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MachineException.class)
                .satisfies(e -> assertThat(((MachineException) e.getCause()).code()).isEqualTo(ErrorCode.SSH_FAILED));
        assertThatThrownBy(() -> shell.run("true", TIMEOUT))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SSH_FAILED));
    }

    @Test
    void leavesNoThreadBehind() {
        shell.run("true", "x", TIMEOUT);
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> shell.stream(
                "sleep 100", new Endless(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
        shell.run("true", TIMEOUT);

        shell.close();
        shell.close();

        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(MachineException.class);
        Deadline.after(Duration.ofSeconds(5))
                .await("the end of our threads", Duration.ofMillis(10), () -> ourThreads().isEmpty());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jmachine-ssh") || name.startsWith("sshj"))
                .toList();
    }

    /** Input that never ends and never makes one wait. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
