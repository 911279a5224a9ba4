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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts and ends the program {@code vboxwebsrv}. What it leaves behind when it ends, VirtualBox's server and machines
 * that run, are other processes, which go on.
 */
final class ServiceProcess {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int LOG_LINES = 5;

    private final VirtualBoxInstallation installation;
    private final ServiceFolder folder;

    ServiceProcess(VirtualBoxInstallation installation, ServiceFolder folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /**
     * Start it on a free port, and wait until it can be connected to. It is recorded before there is anything to end.
     *
     * @throws MachineException if it does not start in time; nothing is left then
     */
    ServiceRecord start() {
        try {
            ServiceRecord planned = new ServiceRecord(ServiceUser.random(), freePort(), Optional.empty());
            folder.save(planned);
            planned.user().make(installation);
            ServiceRecord started = planned.startedAs(launch(planned.port()));
            folder.save(started);
            Deadline.after(START).await("VirtualBox's web service", POLL, () -> answers(started));
            return started;
        } catch (IOException e) {
            end();
            throw new MachineException(ErrorCode.PROVIDER, "Starting VirtualBox's web service", e.toString(), e);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private ProcessHandle launch(int port) throws IOException {
        Path log = folder.log();
        Files.deleteIfExists(log);
        // A connection that is kept holds a thread of the service's, and other clients may wait for that one in vain.
        List<String> line = List.of(installation.webService().toString(), "--host", ServiceRecord.ADDRESS,
                "--port", Integer.toString(port), "--authentication", "VBoxAuthSimple", "--keepalive", "1");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        return process.toHandle();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ServiceRecord.ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    private boolean answers(ServiceRecord service) {
        if (service.running().isEmpty()) {
            throw new MachineException(ErrorCode.PROVIDER, "Starting VirtualBox's web service",
                    "It has ended: " + TextTail.of(folder.log(), LOG_LINES));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ServiceRecord.ADDRESS, service.port()), (int) POLL.toMillis() * 10);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** End the one that is recorded, if any, and take its user away. */
    void end() {
        boolean interrupted = Thread.interrupted();
        try {
            folder.record().ifPresent(service -> {
                service.running().ifPresent(ServiceProcess::kill);
                service.user().remove(installation);
                folder.clear();
            });
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asked to end, it does so a second later, and with its sessions it has lost all that it knows. */
    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        Deadline.after(GRACE).await("the end of VirtualBox's web service", POLL, () -> !process.isAlive());
    }
}
