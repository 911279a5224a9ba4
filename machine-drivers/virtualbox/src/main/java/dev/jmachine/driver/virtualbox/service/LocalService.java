package dev.jmachine.driver.virtualbox.service;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.TextTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * VirtualBox's web service of this user, started on a free port of the loopback address and ended when this is closed.
 *
 * <p>It lets in one user that is made for it, with a random password that only this process knows. VirtualBox's server
 * and machines that run are other processes, which go on.
 */
public final class LocalService implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LOG_LINES = 5;

    private final Process process;
    private final int port;
    private final Path log;
    private final ServiceUser user;

    private LocalService(Process process, int port, Path log, ServiceUser user) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.user = user;
    }

    /**
     * Start it, and wait until it can be connected to.
     *
     * @param folder a folder that machines share, where it is noted what must be ended should this process die
     * @throws MachineException if it does not start in time
     */
    public static LocalService start(VirtualBoxInstallation installation, Path folder) {
        ServiceNotes notes = new ServiceNotes(folder);
        notes.endOrphans(installation);
        ServiceUser user = ServiceUser.make(installation, notes);
        try {
            LocalService service = launch(installation, user, notes);
            service.awaitPort();
            return service;
        } catch (IOException e) {
            user.remove();
            throw new MachineException(ErrorCode.PROVIDER, "Starting VirtualBox's web service", e.toString(), e);
        }
    }

    private static LocalService launch(VirtualBoxInstallation installation, ServiceUser user, ServiceNotes notes)
            throws IOException {
        Path log = Files.createTempFile("jmachine-vboxwebsrv-", ".log");
        int port = freePort();
        List<String> line = List.of(installation.webService().toString(), "--host", LOOPBACK,
                "--port", Integer.toString(port), "--authentication", "VBoxAuthSimple");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        notes.started(user.name(), process.toHandle());
        return new LocalService(process, port, log, user);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() {
        try {
            Deadline.after(START).await("VirtualBox's web service", POLL, this::answers);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new MachineException(ErrorCode.PROVIDER, "Starting VirtualBox's web service",
                    "It has ended: " + TextTail.of(log, LOG_LINES));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), (int) POLL.toMillis() * 10);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Return its address. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** Return the user that it lets in. */
    public String user() {
        return user.name();
    }

    /** Return the user's password. */
    public String password() {
        return user.password();
    }

    /** End it, and take its user away. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            end(process);
            user.remove();
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Deleting " + log, e.toString(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Kill it: asked to end, it does so a second later, and with its sessions it has lost all that it knows. What was
     * started by it, VirtualBox's server above all, goes on: machines end with that.
     */
    private static void end(Process process) {
        try {
            process.destroyForcibly().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
