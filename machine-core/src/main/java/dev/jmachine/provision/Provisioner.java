package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import java.util.Objects;

/**
 * Brings Docker Engine onto one host and opens it over mutual TLS, through one SSH connection.
 *
 * <p>Every method may be repeated, also after an attempt that was cut short at any point: what is as it should be is
 * left alone. On a host that is ready, {@link #detect()} is the only round trip. All methods block, honour
 * interruption, and throw {@link MachineException}. Not thread-safe; the shell stays the caller's to close.
 */
public final class Provisioner {
    private final RemoteShell shell;
    private final ProgressSink progress;

    /** Create one that works over a shell and tells a sink. */
    public Provisioner(RemoteShell shell, ProgressSink progress) {
        this.shell = Objects.requireNonNull(shell, "shell");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Find out what the host is and how its engine stands. Changes nothing; one round trip.
     *
     * @throws MachineException with {@code NO_ROOT} when the user is neither root nor may use sudo without a password,
     *     {@code OS_UNSUPPORTED} when the operating system is not known
     */
    public HostFacts detect() {
        throw new UnsupportedOperationException(shell + " " + progress);
    }

    /**
     * Install Docker Engine where there is none.
     *
     * @param facts what {@link #detect()} found
     * @param engine how to install it, and in which version
     * @return the facts as they are now; the very same object when an engine was there already
     * @throws MachineException with {@code ENGINE_INSTALL_FAILED}, holding the package tool's last lines
     */
    public HostFacts installEngine(HostFacts facts, EngineSpec engine) {
        throw new UnsupportedOperationException();
    }

    /**
     * Configure the engine and open it over mutual TLS. It is restarted only when something changed, and containers
     * that run go on running, save on a node of a swarm. When it does not start, the host is put back as it was.
     *
     * @param facts what {@link #detect()} or {@link #installEngine} found
     * @param request how it is to be
     * @return whether something was changed, and the engine restarted
     * @throws MachineException with {@code ENGINE_SETTING_UNKNOWN} before anything was touched when the engine does not
     *     know a setting, {@code ENGINE_NOT_STARTED} with the engine's last log lines
     */
    public boolean secureEngine(HostFacts facts, ProvisionRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Undo what provisioning did to the host, other than installing the engine: its settings are again as the owner of
     * the host left them, and it listens where it did before. Succeeds where there is nothing to undo.
     */
    public void clean() {
        throw new UnsupportedOperationException();
    }
}
