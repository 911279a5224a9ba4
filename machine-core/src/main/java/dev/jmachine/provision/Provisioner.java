package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;
import java.util.Objects;

/**
 * Brings Docker Engine onto one host and opens it over mutual TLS, through one SSH connection.
 *
 * <p>Every method may be repeated, also after an attempt that was cut short at any point: what is as it should be is
 * left alone. On a host that is ready, {@link #detect()} is the only round trip. All methods block, honour
 * interruption, and throw {@link MachineException}. Not thread-safe; the shell stays the caller's to close.
 */
public final class Provisioner {
    private static final Duration DETECT_TIMEOUT = Duration.ofMinutes(2);

    private final RemoteShell shell;
    private final ProgressSink sink;
    private final HostLayout layout;

    /** Create one that works over a shell and tells a sink. */
    public Provisioner(RemoteShell shell, ProgressSink sink) {
        this(shell, sink, HostLayout.STANDARD);
    }

    Provisioner(RemoteShell shell, ProgressSink sink, HostLayout layout) {
        this.shell = Objects.requireNonNull(shell, "shell");
        this.sink = Objects.requireNonNull(sink, "sink");
        this.layout = layout;
    }

    /**
     * Find out what the host is and how its engine stands. Changes nothing; one round trip.
     *
     * @throws MachineException with {@code NO_ROOT} when the user is neither root nor may use sudo without a password,
     *     {@code OS_UNSUPPORTED} when the operating system is not known
     */
    public HostFacts detect() {
        HostScript script = new HostScript(layout, "detect", "common.sh", "detect.sh");
        HostFacts facts = new HostFacts(script.run(shell, "Finding out what the host is", DETECT_TIMEOUT));
        if (!facts.verified()) {
            sink.notice(facts.operatingSystem() + " is not among the systems that jmachine is tested on.");
        }
        return facts;
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
        if (facts.engineVersion().isEmpty()) {
            return new EngineInstaller(layout, shell, sink).install(facts, engine);
        }
        String present = facts.engineVersion().get();
        if (!present.startsWith(engine.version())) {
            sink.notice("Docker Engine " + present + " is there already and is kept, although version "
                    + engine.version() + " was asked for.");
        }
        return facts;
    }

    /**
     * Upgrade the engine that is there, by the package that it came in, and restart it. Its settings are kept. Where
     * nothing newer is to be had, nothing is restarted; a notice says which version there was and is. Should the new
     * engine not start, the old one is put back.
     *
     * @param facts what {@link #detect()} found
     * @param version the version wanted, as for an installation; empty for the newest
     * @return the facts as they are now
     * @throws MachineException with {@code ENGINE_UPGRADE_FAILED} when there is no engine, when its package is held or
     *     it is of none, when the version is older or not to be had, or when the package tool fails, whose last lines it
     *     holds then
     */
    public HostFacts upgradeEngine(HostFacts facts, String version) {
        if (facts.engineVersion().isEmpty()) {
            throw new MachineException(ErrorCode.ENGINE_UPGRADE_FAILED, "Upgrading Docker Engine",
                    "The host has no Docker Engine.");
        }
        return new EngineUpgrade(layout, facts, sink).run(shell, version);
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
        return new EngineSetup(layout, facts, sink).secure(shell, request);
    }

    /**
     * Undo what provisioning did to the host, other than installing the engine: its settings are again as the owner of
     * the host left them, and it listens where it did before. Succeeds where there is nothing to undo.
     */
    public void clean() {
        HostFacts facts = detect();
        if (new EngineSetup(layout, facts, sink).clean(shell) && facts.engineVersion().isPresent()) {
            sink.notice("Docker Engine " + facts.engineVersion().get() + " stays installed on the host.");
        }
    }
}
