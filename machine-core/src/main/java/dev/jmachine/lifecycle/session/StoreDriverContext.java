package dev.jmachine.lifecycle.session;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.lifecycle.driver.CheckedDriverOptions;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.HostKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a driver is given for one machine of the store. */
final class StoreDriverContext implements DriverContext {
    private final Session session;
    private final MachineKeys keys;

    StoreDriverContext(Session session, MachineKeys keys) {
        this.session = session;
        this.keys = keys;
    }

    @Override
    public String machineName() {
        return session.record().name();
    }

    @Override
    public String machineId() {
        return session.record().id();
    }

    @Override
    public DriverOptions options() {
        return CheckedDriverOptions.of(session.spec(), session.factory().options());
    }

    @Override
    public String secret(String option) {
        return session.environment().secret(session.factory(), session.spec(), option);
    }

    @Override
    public DriverState state() {
        return new RecordedDriverState(session.record());
    }

    @Override
    public Path folder() {
        return session.record().folder();
    }

    @Override
    public Path sharedFolder() {
        return session.environment().store().sharedFolder(session.factory().name());
    }

    @Override
    public Path cacheFolder() {
        return session.environment().store().cacheFolder(session.factory().name());
    }

    @Override
    public Path clientKeyFile() {
        Path file = keys.clientKeyFile();
        if (!file.toString().equals(state().text("SSHKeyPath"))) {
            state().save(Map.of("SSHKeyPath", file.toString()));
        }
        return file;
    }

    @Override
    public Path keepKey(Path privateKeyFile) {
        return keys.keep(privateKeyFile);
    }

    @Override
    public String clientPublicKey() {
        return keys.clientPublicKey();
    }

    @Override
    public HostKey hostKey() {
        return keys.hostKey();
    }

    @Override
    public RemoteShell shell() {
        return session.connect();
    }

    @Override
    public Optional<Bastion> bastion() {
        return session.spec().bastion();
    }

    @Override
    public MachineState probe(SshEndpoint endpoint, Duration timeout) {
        return session.probe(endpoint, timeout);
    }

    @Override
    public void progress(String message) {
        session.events().progress(message, 0, 0);
    }

    @Override
    public void progress(String message, long done, long total) {
        session.events().progress(message, done, total);
    }

    @Override
    public void notice(String message) {
        session.events().notice(message);
    }
}
