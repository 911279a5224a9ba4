package dev.jmachine.lifecycle.session;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.ssh.OpenSshCommand;
import dev.jmachine.store.AtomicFile;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineStore;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way to the engine of a machine behind a bastion: a port of this computer, forwarded over SSH to the engine's port
 * on the machine. A process of OpenSSH's client does that and outlives this one, for there is nobody else whom Docker's
 * client could find there. What is known of it stands in the machine's folder. Thread-safe.
 */
public final class EngineTunnel {
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration START = Duration.ofSeconds(45);
    private static final Duration END = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(30);
    private static final int CONNECT_MILLIS = 1000;
    /** What the keyboard and the end of the terminal send to this program is not meant for the process. */
    private static final List<String> DETACHED = List.of("/bin/sh", "-c", "trap '' HUP INT QUIT TSTP; exec \"$@\"", "sh");

    private final MachineStore store;
    private final String machine;
    private final Path folder;

    /** Name the tunnel of a machine, open or not. */
    public EngineTunnel(MachineStore store, String machine) {
        this.store = store;
        this.machine = machine;
        this.folder = store.folder(machine);
    }

    /** Return where the engine is reached when the tunnel that begins at a port is open. */
    static URI url(int port) {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /**
     * Check that there is what opens tunnels.
     *
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_READY} if it is missing
     */
    static void requireProgram() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean found = Stream.of(path.split(File.pathSeparator)).filter(part -> !part.isEmpty())
                .anyMatch(part -> Files.isExecutable(Path.of(part, OpenSshCommand.PROGRAM)));
        if (!found) {
            throw new MachineException(ErrorCode.DRIVER_NOT_READY, "Looking for OpenSSH's client",
                    "There is no ssh on the search path, and it is what keeps the way through a bastion open. To mend "
                            + "it: install the package openssh-client.");
        }
    }

    /** Return whether it is open; a look at the process, not at the network. */
    public boolean isOpen() {
        return reading(() -> TunnelProcess.read(record()).flatMap(TunnelProcess::find).isPresent());
    }

    /**
     * Open it where it is not open, and wait until its port answers.
     *
     * @param port where it begins
     * @param command the process that forwards the port
     * @throws MachineException with {@link ErrorCode#PORT_IN_USE}, or {@link ErrorCode#SSH_FAILED} with what the process
     *     says
     */
    void open(int port, List<String> command) {
        try (MachineLock lock = store.lockTunnel(machine, LOCK_TIMEOUT)) {
            boolean open = reading(() -> TunnelProcess.read(record()).filter(process -> process.port() == port)
                    .flatMap(TunnelProcess::find).isPresent());
            if (!open) {
                end();
                start(port, command);
            }
        }
    }

    private void start(int port, List<String> command) {
        boolean up = false;
        try {
            AtomicFile.write(log(), "");
            List<String> line = new ArrayList<>(DETACHED);
            line.addAll(command);
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
            process.getOutputStream().close();
            AtomicFile.write(starting(), TunnelProcess.of(process.toHandle(), port) + "\n");
            Deadline.after(START).await("the tunnel to the engine", LOOK, () -> {
                requireAlive(process, port);
                return answers(port);
            });
            Files.move(starting(), record(), StandardCopyOption.ATOMIC_MOVE);
            up = true;
        } catch (IOException e) {
            throw failure(ErrorCode.SSH_FAILED, String.valueOf(e.getMessage()), e);
        } finally {
            if (!up) {
                end();
            }
        }
    }

    private void requireAlive(Process process, int port) {
        if (process.isAlive()) {
            return;
        }
        String said = reading(() -> Files.readString(log()).strip());
        boolean taken = said.contains("Address already in use");
        throw failure(taken ? ErrorCode.PORT_IN_USE : ErrorCode.SSH_FAILED, taken
                ? "The port " + port + " of this computer, where it begins, is in use by something else."
                : "OpenSSH's client has ended: " + said, null);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Close it, open or half open. */
    public void close() {
        if (Files.exists(record()) || Files.exists(starting())) {
            try (MachineLock lock = store.lockTunnel(machine, LOCK_TIMEOUT)) {
                end();
            }
        }
    }

    private void end() {
        for (Path file : List.of(starting(), record())) {
            reading(() -> TunnelProcess.read(file)).flatMap(TunnelProcess::find).ifPresent(EngineTunnel::end);
            reading(() -> Files.deleteIfExists(file));
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        Deadline deadline = Deadline.after(END);
        while (process.isAlive() && !deadline.expired()) {
            deadline.pause("the end of the tunnel", LOOK);
        }
        process.destroyForcibly();
    }

    /** Holds the process once the port answers. */
    private Path record() {
        return folder.resolve("tunnel");
    }

    /** Holds the process before that, so that it is not lost whatever happens meanwhile. */
    private Path starting() {
        return folder.resolve("tunnel.starting");
    }

    private Path log() {
        return folder.resolve("tunnel.log");
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T reading(Reading<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw failure(ErrorCode.STORE_IO, e.toString(), e);
        }
    }

    private MachineException failure(ErrorCode code, String problem, Throwable cause) {
        return new MachineException(code, "Opening the tunnel to the engine of \"" + machine + "\"", problem, cause);
    }
}
