package dev.jmachine.lifecycle;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.lifecycle.driver.CheckedDriverOptions;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.operation.Events;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.HostKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a driver is given where it is asked about its provider at large: options and folders, and no machine. To look
 * makes no folder. Notices bear the driver's name in the place of a machine's.
 */
final class MachinelessContext implements DriverContext {
    private static final DriverState NOTHING = new DriverState() {
        @Override
        public String text(String key) {
            return "";
        }

        @Override
        public long number(String key, long otherwise) {
            return otherwise;
        }

        @Override
        public boolean flag(String key) {
            return false;
        }

        @Override
        public List<String> list(String key) {
            return List.of();
        }

        @Override
        public void save(Map<String, ?> values) {
            throw noMachine();
        }
    };

    private final Environment environment;
    private final DriverFactory factory;
    private final MachineSpec spec;
    private final Events events;

    MachinelessContext(Environment environment, DriverFactory factory, MachineSpec spec) {
        this.environment = environment;
        this.factory = factory;
        this.spec = spec;
        this.events = new Events(environment.listener(), environment.clock(), factory.name(), factory.name());
    }

    @Override
    public String machineName() {
        return "";
    }

    @Override
    public String machineId() {
        return "";
    }

    @Override
    public DriverOptions options() {
        return CheckedDriverOptions.of(spec, factory.options());
    }

    @Override
    public String secret(String option) {
        return environment.secret(factory, spec, option);
    }

    @Override
    public DriverState state() {
        return NOTHING;
    }

    @Override
    public Path folder() {
        throw noMachine();
    }

    @Override
    public Path sharedFolder() {
        return environment.store().sharedPath(factory.name());
    }

    @Override
    public Path cacheFolder() {
        return environment.store().cachePath(factory.name());
    }

    @Override
    public Path clientKeyFile() {
        throw noMachine();
    }

    @Override
    public Path keepKey(Path privateKeyFile) {
        throw noMachine();
    }

    @Override
    public String clientPublicKey() {
        throw noMachine();
    }

    @Override
    public HostKey hostKey() {
        throw noMachine();
    }

    @Override
    public RemoteShell shell() {
        throw noMachine();
    }

    @Override
    public MachineState probe(SshEndpoint endpoint, Duration timeout) {
        throw noMachine();
    }

    /** Progress of a search is not told. */
    @Override
    public void progress(String message) {
    }

    @Override
    public void progress(String message, long done, long total) {
    }

    @Override
    public void notice(String message) {
        events.notice(message);
    }

    private static IllegalStateException noMachine() {
        return new IllegalStateException("The driver is asked without a machine");
    }
}
