package dev.jmachine.driver.virtualbox.service;

import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.ProcessLock;
import java.net.URI;
import java.nio.file.Path;

/**
 * A use of VirtualBox's web service of this user on this computer. One service serves all uses at a time, those of other
 * threads and processes too: the first starts it, the last ends it.
 *
 * <p>It lets in one user that is made for it, with a random password that is in a file which only this user can read.
 * One whose users were all killed is ended by the next.
 */
public final class LocalService implements AutoCloseable {
    private final VirtualBoxInstallation installation;
    private final ServiceFolder folder;
    private final String use;
    private final ServiceRecord service;

    private LocalService(VirtualBoxInstallation installation, ServiceFolder folder) {
        this.installation = installation;
        this.folder = folder;
        // Before the service is looked for, so that nobody ends it who sees this.
        this.use = folder.enter();
        try {
            this.service = join();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Begin a use: of the service that runs, or else of one that is started now, and can be connected to.
     *
     * @param parent a folder that machines share; who shares it shares the service
     * @throws MachineException if it does not start in time
     */
    public static LocalService use(VirtualBoxInstallation installation, Path parent) {
        return new LocalService(installation, ServiceFolder.open(parent, installation));
    }

    private ServiceRecord join() {
        try (ProcessLock lock = folder.lock()) {
            ServiceRecord found = folder.record().filter(this::usable).orElseGet(this::startAnew);
            folder.join(use);
            return found;
        }
    }

    private boolean usable(ServiceRecord found) {
        return found.running().isPresent() && !folder.abandoned();
    }

    private ServiceRecord startAnew() {
        ServiceProcess process = new ServiceProcess(installation, folder);
        process.end();
        return process.start();
    }

    /** Return its address. */
    public URI address() {
        return service.url();
    }

    /** Return the user that it lets in. */
    public String user() {
        return service.user().name();
    }

    /** Return the user's password. */
    public String password() {
        return service.user().password();
    }

    /** End the use, and with the last one the service. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            folder.leave(use);
            if (!folder.wanted()) {
                endUnlessJoined();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endUnlessJoined() {
        try (ProcessLock lock = folder.lock()) {
            if (!folder.wanted()) {
                new ServiceProcess(installation, folder).end();
            }
        }
    }
}
