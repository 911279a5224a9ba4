package dev.jmachine.lifecycle.session;

import dev.jmachine.api.Capability;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.lifecycle.driver.DriverCalls;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.operation.Events;
import dev.jmachine.provision.HostFacts;
import dev.jmachine.provision.Provisioner;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.MachineNetwork;
import dev.jmachine.ssh.OpenSshCommand;
import dev.jmachine.store.MachineRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * One machine while an operation works on it: its record, its driver, and the one SSH connection that all steps share.
 * For one thread.
 */
public final class Session implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final Environment environment;
    private final MachineRecord record;
    private MachineSpec spec;
    private final DriverFactory factory;
    private final Events events;
    private final MachineKeys keys;
    private final Driver driver;
    private EngineIdentity identity;
    private RemoteShell shell;
    private Provisioner provisioner;
    private HostFacts facts;

    /**
     * Create a session.
     *
     * @param spec what was asked for, with the secrets that the record does not hold where they are known
     */
    public Session(Environment environment, MachineRecord record, MachineSpec spec, DriverFactory factory) {
        this.environment = environment;
        this.record = record;
        this.spec = spec;
        this.factory = factory;
        this.events = new Events(environment.listener(), environment.clock(), record.name(), factory.name());
        this.keys = new MachineKeys(record.name(), record.folder());
        this.driver = new DriverCalls(factory, context(), this::reached);
    }

    /** Return what a driver is given for this machine. */
    public DriverContext context() {
        return new StoreDriverContext(this, keys);
    }

    public Environment environment() {
        return environment;
    }

    public MachineRecord record() {
        return record;
    }

    public MachineSpec spec() {
        return spec;
    }

    /** Change what is asked for of the engine, in the record too. */
    public void configureEngine(EngineSpec engine) {
        record.recordEngine(engine);
        spec = spec.withEngine(engine);
    }

    public Events events() {
        return events;
    }

    public DriverFactory factory() {
        return factory;
    }

    /** Return the driver, opened for this machine. */
    public Driver driver() {
        return driver;
    }

    /** Return where this computer reaches the machine that is there. */
    private MachineNetwork reached(MachineNetwork there) {
        if (spec.bastion().isEmpty()) {
            return there;
        }
        SshEndpoint ssh = there.ssh().orElseThrow(() -> DriverFailures.unsupported(factory.name(), "a bastion"));
        return new MachineNetwork(there.address(), Optional.of(reached(ssh)), EngineTunnel.url(record.tunnelPort()),
                there.enginePort(), there.peerAddress());
    }

    private SshEndpoint reached(SshEndpoint there) {
        return spec.bastion().map(there::through).orElse(there);
    }

    public boolean adopted() {
        return factory.capabilities().contains(Capability.ADOPTED);
    }

    /** Return where the machine is now, and keep it in the record. */
    public MachineNetwork network() {
        MachineNetwork network = driver.network();
        record.recordNetwork(network.address(), network.engine().toString(), network.peerAddress().orElse(""));
        return network;
    }

    /** Return whether the driver has an SSH server at all; without one the machine is not provisioned. */
    public boolean hasSsh() {
        return driver.network().ssh().isPresent();
    }

    /** Return what the engine at the machine's present address proves itself with; the same one at each call. */
    public EngineIdentity identity() {
        if (identity == null) {
            identity = EngineIdentity.of(environment, record, spec.tlsNames(), driver.network());
        }
        return identity;
    }

    /** Open a connection of the caller's own. */
    public RemoteShell connect() {
        Optional<SshEndpoint> endpoint = driver.network().ssh();
        return environment.ssh().connect(
                endpoint.orElseThrow(() -> DriverFailures.unsupported(record.driverName(), "SSH")),
                record.name(), keys.knownHosts(), this::tellFirstKey, CONNECT_TIMEOUT);
    }

    /** Judge a host by its SSH port, by way of the machine's bastion. */
    public MachineState probe(SshEndpoint endpoint, Duration timeout) {
        return environment.ssh().probe(reached(endpoint), keys.knownHosts(), this::tellFirstKey, timeout);
    }

    /** Log in at the bastion, if there is one, which pins its host key where none is; and look what it needs here. */
    public void checkBastion() {
        spec.bastion().ifPresent(bastion -> {
            EngineTunnel.requireProgram();
            environment.ssh().check(bastion, keys.knownHosts(), this::tellFirstKey, CONNECT_TIMEOUT);
        });
    }

    /** Choose where the tunnel through the bastion begins, unless it is open, or can be opened where it was. */
    public void chooseTunnelPort() {
        if (spec.bastion().isPresent() && !tunnel().isOpen()
                && (record.tunnelPort() == 0 || !TunnelPort.isFree(record.tunnelPort()))) {
            record.recordTunnelPort(TunnelPort.choose());
        }
    }

    /** Open the tunnel through the bastion, if there is one and the tunnel is down. */
    public void openTunnel() {
        if (spec.bastion().isPresent() && !tunnel().isOpen()) {
            // Which hop does not let us through is told by our own connection, which pins the host keys too.
            shell();
            MachineNetwork network = driver.network();
            tunnel().open(record.tunnelPort(), OpenSshCommand.forward(network.ssh().orElseThrow(), record.name(),
                    MachineKeys.knownHostsFile(record.folder()), record.tunnelPort(), network.enginePort()));
        }
    }

    /** Close the tunnel through the bastion, as before the machine goes down. */
    public void closeTunnel() {
        tunnel().close();
    }

    private EngineTunnel tunnel() {
        return new EngineTunnel(environment.store(), record.name());
    }

    private void tellFirstKey(String fingerprint) {
        events.notice("The host key " + fingerprint + " was accepted at the first connection and is pinned from now on.");
    }

    /** Return the connection that the steps share, opened on the first call. */
    public RemoteShell shell() {
        if (shell == null) {
            shell = connect();
        }
        return shell;
    }

    /** Drop the shared connection, as before the host goes down. */
    public void disconnect() {
        if (shell != null) {
            shell.close();
        }
        shell = null;
        provisioner = null;
        facts = null;
    }

    public Provisioner provisioner() {
        if (provisioner == null) {
            provisioner = new Provisioner(shell(), new ProgressEvents(events));
        }
        return provisioner;
    }

    /** Return what the host is, asked once. */
    public HostFacts facts() {
        if (facts == null) {
            facts = provisioner().detect();
        }
        return facts;
    }

    /** Set what the host is now; null to have it asked again. */
    public void facts(HostFacts now) {
        facts = now;
    }

    @Override
    public void close() {
        disconnect();
        if (identity != null) {
            identity.close();
        }
    }
}
