package dev.jmachine.lifecycle;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.lifecycle.session.EngineTunnel;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.MachineKeys;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.lifecycle.step.Operations;
import dev.jmachine.operation.Failures;
import dev.jmachine.operation.Operation;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.ssh.KnownHosts;
import dev.jmachine.ssh.OpenSshCommand;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A machine of the store; reads its record anew at each call. Thread-safe. */
final class StoreMachine implements Machine {
    private static final Duration ENGINE_TIMEOUT = Duration.ofSeconds(20);

    private final Environment environment;
    private final String name;

    StoreMachine(Environment environment, String name) {
        this.environment = environment;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String driverName() {
        return record().driverName();
    }

    @Override
    public Path folder() {
        return environment.store().folder(name);
    }

    @Override
    public MachineSpec spec() {
        return record().spec();
    }

    @Override
    public String configuration() {
        return record().configText();
    }

    @Override
    public Optional<String> unfinishedStep() {
        return record().journal().unfinishedStep();
    }

    @Override
    public MachineState state() {
        return inSession(session -> session.driver().status());
    }

    @Override
    public String ip() {
        return inSession(session -> session.driver().network().address());
    }

    @Override
    public URI url() {
        return record().engineUrl().map(URI::create)
                .orElseGet(() -> inSession(session -> session.driver().network().engine()));
    }

    @Override
    public URI reachableUrl() {
        if (tunnelDown()) {
            inSession(session -> {
                session.openTunnel();
                return null;
            });
        }
        return url();
    }

    @Override
    public boolean tunnelDown() {
        return record().bastion().isPresent() && !new EngineTunnel(environment.store(), name).isOpen();
    }

    @Override
    public Optional<String> peerAddress() {
        return inSession(session -> session.driver().network().peerAddress());
    }

    @Override
    public boolean reachable(Duration timeout) {
        try {
            return new EngineClient(reachableUrl(), folder()).reachable(timeout);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED || !tunnelDown()) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return ClientCertificates.expiry(environment, folder());
    }

    @Override
    public EngineStatus engine() {
        return new EngineClient(reachableUrl(), folder()).status(ENGINE_TIMEOUT);
    }

    @Override
    public Optional<SshEndpoint> ssh() {
        return inSession(session -> session.driver().network().ssh());
    }

    @Override
    public Path knownHosts() {
        return MachineKeys.knownHostsFile(folder());
    }

    @Override
    public Optional<String> proxyCommand() {
        return record().bastion().map(bastion -> {
            if (new KnownHosts(knownHosts()).keys(KnownHosts.BASTION).isEmpty()) {
                inSession(session -> {
                    session.checkBastion();
                    return null;
                });
            }
            return OpenSshCommand.proxyCommand(bastion, knownHosts());
        });
    }

    @Override
    public RemoteShell shell() {
        return inSession(Session::connect);
    }

    @Override
    public void start() {
        change(Operations.START, session -> refuse(session, MachineState.RUNNING, "already running"));
    }

    @Override
    public void stop() {
        change(Operations.STOP, session -> refuse(session, MachineState.STOPPED, "already stopped"));
    }

    @Override
    public void kill() {
        change(Operations.KILL, session -> refuse(session, MachineState.STOPPED, "already stopped"));
    }

    @Override
    public void restart() {
        change(Operations.RESTART, session -> { });
    }

    @Override
    public void provision() {
        change(Operations.PROVISION, StoreMachine::requireSsh);
    }

    @Override
    public void configureEngine(EngineSpec engine) {
        change(Operations.PROVISION, session -> {
            requireSsh(session);
            session.configureEngine(engine);
        });
    }

    @Override
    public void upgradeEngine(String version) {
        change(Operations.upgrade(version), StoreMachine::requireSsh);
    }

    @Override
    public void regenerateCertificates(boolean client) {
        if (client) {
            ClientCertificates.renew(environment);
        }
        change(Operations.REGENERATE_CERTIFICATES, StoreMachine::requireSsh);
    }

    @Override
    public void remove(RemoveOptions options) {
        new MachineRemoval(environment, name, options).run();
    }

    private static void refuse(Session session, MachineState state, String adverb) {
        if (session.driver().status() == state) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Asking for the state of the machine",
                    "Machine \"" + session.record().name() + "\" is " + adverb + ".");
        }
    }

    private static void requireSsh(Session session) {
        if (!session.hasSsh()) {
            throw DriverFailures.unsupported(session.factory().name(), "provisioning");
        }
    }

    private void change(Operation<Session> operation, java.util.function.Consumer<Session> precondition) {
        try (MachineLock lock = environment.store().lock(name, operation.name(), environment.lockTimeout())) {
            inSession(session -> {
                precondition.accept(session);
                operation.run(session.events(), session, Optional.empty());
                return null;
            });
        }
    }

    private <T> T inSession(Function<Session, T> action) {
        MachineRecord record = record();
        DriverFactory factory = environment.drivers().factory(record.driverName());
        try (Session session = new Session(environment, record, record.spec(), factory)) {
            return action.apply(session);
        } catch (RuntimeException e) {
            throw Failures.of("Working on the machine \"" + name + "\"", e).at(name, null, factory.name());
        }
    }

    private MachineRecord record() {
        return environment.store().open(name);
    }
}
