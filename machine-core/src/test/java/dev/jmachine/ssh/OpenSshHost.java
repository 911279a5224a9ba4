package dev.jmachine.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real OpenSSH server of this computer as a child process, with files of its own; skips the test without one. */
final class OpenSshHost implements TestHost {
    /** The server; another version's can be named. */
    private static final Path PROGRAM = Path.of(System.getProperty("jmachine.test.sshd", "/usr/sbin/sshd"));
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final Process process;

    /**
     * Start a server that lets the user of this process in.
     *
     * @param folder for its files and the users' keys
     * @param hostKeyTypes the types of its host keys
     * @param settings further lines of its configuration
     */
    OpenSshHost(Path folder, List<String> hostKeyTypes, String... settings) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "OpenSSH's server is not installed");
        this.folder = folder;
        this.port = freePort();
        if (isRoot()) {
            Files.createDirectories(PRIVILEGE_SEPARATION);
        }
        List<String> lines = new ArrayList<>(List.of(settings));
        for (String type : hostKeyTypes) {
            lines.add("HostKey " + generate("host_" + type, "-t", type));
        }
        authorize(generate("user", "-t", "ed25519"));
        process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", configuration(lines).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Deadline.after(TIMEOUT)
                .await("OpenSSH's server", Duration.ofMillis(20), () -> answersOrEnds(new SshConnector(folder, null)));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean answersOrEnds(SshConnector connector) {
        if (!process.isAlive()) {
            throw new IllegalStateException("OpenSSH's server has ended: " + log());
        }
        KnownHosts unused = new KnownHosts(folder.resolve("unused"));
        return connector.probe(endpoint(), unused, key -> { }, TIMEOUT) == MachineState.RUNNING;
    }

    /** SHLVL keeps bash from reading the user's .bashrc, which may do anything, and be killed by a test in doing so. */
    private Path configuration(List<String> settings) throws IOException {
        List<String> lines = new ArrayList<>(settings);
        lines.addAll(List.of(
                "ListenAddress 127.0.0.1", "Port " + port, "PidFile none", "StrictModes no", "UsePAM no",
                "LogLevel VERBOSE", "AuthorizedKeysFile " + folder.resolve("authorized"),
                "PermitRootLogin prohibit-password", "SetEnv SHLVL=2"));
        if (settings.stream().noneMatch(line -> line.startsWith("Subsystem"))) {
            lines.add("Subsystem sftp internal-sftp");
        }
        return Files.write(folder.resolve("config"), lines);
    }

    /** Make a key pair with OpenSSH's own program, beside the server's files. */
    Path generate(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q"));
        command.addAll(List.of(options));
        if (!command.contains("-N")) {
            command.addAll(List.of("-N", ""));
        }
        command.addAll(List.of("-f", folder.resolve(name).toString()));
        Process generating = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(generating.getInputStream().readAllBytes());
        assumeTrue(generating.onExit().join().exitValue() == 0, said);
        return folder.resolve(name);
    }

    /** Let a key in. */
    void authorize(Path privateKey) throws IOException {
        Path authorized = folder.resolve("authorized");
        String before = Files.exists(authorized) ? Files.readString(authorized) : "";
        Files.writeString(authorized, before + Files.readString(Path.of(privateKey + ".pub")));
    }

    @Override
    public SshEndpoint endpoint() {
        return endpoint(folder.resolve("user"));
    }

    SshEndpoint endpoint(Path... identities) {
        return new SshEndpoint(System.getProperty("user.name"), "127.0.0.1", port, List.of(identities));
    }

    @Override
    public String hostKey() {
        return hostKey("ed25519");
    }

    String hostKey(String type) {
        try {
            String line = Files.readString(folder.resolve("host_" + type + ".pub"));
            return SshPublicKey.parse(line).orElseThrow().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void breakConnections() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        breakConnections();
        process.destroyForcibly().onExit().join();
    }
}
