package dev.jmachine.provision;

import dev.jmachine.api.CommandResult;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A host that is a folder: scripts run for real, by this computer's /bin/sh, with all their paths below the folder and
 * with stand-ins for the programs that would reach beyond it.
 */
final class FakeHost implements RemoteShell {
    static final String DROP_IN = "etc/systemd/system/docker.service.d/zz-jmachine.conf";
    static final String DAEMON_JSON = "etc/docker/daemon.json";
    static final String UNIT = """
            [Unit]
            Requires=docker.socket

            [Service]
            ExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS
            ExecReload=/bin/kill -s HUP $MAINPID
            """;
    private static final List<String> STAND_INS = List.of(
            "systemctl", "rc-service", "rc-update", "dockerd", "docker", "journalctl", "sudo");
    /** What scripts use of this computer; an engine that it may have is not among it. */
    private static final List<String> TOOLS = List.of("sh", "awk", "cat", "chmod", "comm", "cp", "cut", "date", "env",
            "find", "flock", "grep", "head", "id", "ln", "mkdir", "mktemp", "mv", "paste", "readlink", "rm", "rmdir",
            "sed", "sha256sum", "sleep", "sort", "tail", "timeout", "tr", "uname", "wc");

    private final Path root;
    private final List<String> commands = new ArrayList<>();

    private FakeHost(Path root) {
        this.root = root;
    }

    /** Return a host with systemd and an engine that runs as its package has set it up. */
    static FakeHost withSystemd(Path root) {
        FakeHost host = new FakeHost(root);
        TOOLS.forEach(host::admit);
        STAND_INS.forEach(host::install);
        host.write("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        host.write("lib/systemd/system/docker.service", UNIT);
        host.write("run/systemd/system/present", "");
        host.write("version", "26.1.5+dfsg1");
        host.write("active", "active\n");
        host.write("boot", "enabled\n");
        return host;
    }

    /** Return a host with systemd and without an engine. */
    static FakeHost withoutEngine(Path root) {
        FakeHost host = withSystemd(root);
        host.delete("bin/dockerd");
        host.delete("bin/docker");
        return host;
    }

    /**
     * Return a host with OpenRC and an engine that runs as its package has set it up. Its shell and its tools are
     * busybox's, as on Alpine, where this computer has busybox.
     */
    static FakeHost withOpenRc(Path root) {
        FakeHost host = withSystemd(root);
        if (Files.exists(Path.of("/bin/busybox"))) {
            host.program("sh", "exec /bin/busybox sh \"$@\"\n");
        }
        host.delete("run/systemd/system/present");
        host.delete("run/systemd/system");
        host.write("etc/os-release", "ID=alpine\nVERSION_ID=3.20.0\nPRETTY_NAME=\"Alpine Linux v3.20\"\n");
        host.write("etc/init.d/docker", "");
        host.write("etc/conf.d/docker", "# the owner's\nDOCKER_OPTS=\"--icc=false\"\n");
        host.write("var/log/docker.log", "old line\n");
        host.bindSocket("socket");
        return host;
    }

    private void bindSocket(String path) {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(String tool) {
        Path program = Stream.of("/usr/bin", "/bin", "/usr/sbin").map(folder -> Path.of(folder, tool))
                .filter(Files::exists).findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not on this computer"));
        program(tool, "exec " + program + " \"$@\"\n");
    }

    private void install(String program) {
        try (InputStream input = Objects.requireNonNull(FakeHost.class.getResourceAsStream("host/" + program))) {
            program(program, new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Add a program; its text is that of a shell script. */
    void program(String name, String script) {
        write("bin/" + name, "#!/bin/sh\n" + script);
        if (!root.resolve("bin/" + name).toFile().setExecutable(true)) {
            throw new AssertionError("not made executable: " + name);
        }
    }

    HostLayout layout() {
        return new HostLayout(root.toString());
    }

    Path path(String file) {
        return root.resolve(file);
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return has(file) ? Files.readString(root.resolve(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String file) {
        try {
            Files.deleteIfExists(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Make it look as if a container of the engine's ran. */
    void runContainer() {
        write("proc/4711/comm", "containerd-shim\n");
        write("proc/4711/cmdline", "/usr/bin/containerd-shim-runc-v2\0-namespace\0moby\0-id\0abc\0");
    }

    /** Return the calls of stand-in programs so far, and forget them. */
    List<String> takeCalls() {
        List<String> calls = read("calls").lines().toList();
        delete("calls");
        return calls;
    }

    /** Return the command lines of this shell so far. */
    List<String> commands() {
        return commands;
    }

    @Override
    public CommandResult run(String command, Duration timeout) {
        return run(command, "", timeout);
    }

    @Override
    public CommandResult run(String command, String input, Duration timeout) {
        commands.add(command);
        try {
            write("stdin", input);
            ProcessBuilder builder = new ProcessBuilder(root + "/bin/sh", "-c", command)
                    .redirectInput(path("stdin").toFile()).redirectOutput(path("stdout").toFile())
                    .redirectError(path("stderr").toFile());
            builder.environment().putAll(Map.of("PATH", root + "/bin", "HOST", root.toString(),
                    "reload_patience", "1"));
            Process process = builder.start();
            if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new MachineException(ErrorCode.TIMEOUT, "Running a script", "It did not end.");
            }
            return new CommandResult(process.exitValue(), read("stdout"), read("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public int stream(String command, InputStream input, OutputStream output, OutputStream errors) {
        throw new AssertionError("provisioning streams nothing");
    }

    @Override
    public void upload(Path local, String remote) {
        throw new AssertionError("provisioning copies nothing");
    }

    @Override
    public void download(String remote, Path local) {
        throw new AssertionError("provisioning copies nothing");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
