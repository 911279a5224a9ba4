package dev.jmachine.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The real ssh-agent as a child process; skips the test where it is not installed. */
final class AgentProcess implements AutoCloseable {
    private final Path socket;
    private final Process process;

    AgentProcess(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "ssh-agent is not installed");
        socket = folder.resolve("agent");
        process = new ProcessBuilder("/usr/bin/ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        Deadline.after(Duration.ofSeconds(30)).await("ssh-agent", Duration.ofMillis(10), () -> Files.exists(socket));
    }

    Path socket() {
        return socket;
    }

    void add(Path key) throws IOException {
        run("ssh-add", "-q", key.toString());
    }

    /** Put a passphrase on a key file. */
    void protect(Path key) throws IOException {
        run("ssh-keygen", "-q", "-p", "-P", "", "-N", "secret", "-f", key.toString());
    }

    private void run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        Process running = builder.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
