package dev.jmachine.testkit;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.HostKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A context in which the process "dies" as the driver saves its state for the n-th time, before anything is written. */
final class DyingContext implements DriverContext {

    /** The end of the process, as far as the driver is concerned; no driver may catch it. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final DriverContext context;
    private int savesLeft;

    DyingContext(DriverContext context, int saves) {
        this.context = context;
        this.savesLeft = saves;
    }

    @Override
    public String secret(String option) {
        return context.secret(option);
    }

    @Override
    public DriverState state() {
        DriverState state = context.state();
        return new DriverState() {
            @Override
            public String text(String key) {
                return state.text(key);
            }

            @Override
            public long number(String key, long otherwise) {
                return state.number(key, otherwise);
            }

            @Override
            public boolean flag(String key) {
                return state.flag(key);
            }

            @Override
            public List<String> list(String key) {
                return state.list(key);
            }

            @Override
            public void save(Map<String, ?> values) {
                if (savesLeft-- == 0) {
                    throw new Death();
                }
                state.save(values);
            }
        };
    }

    @Override
    public String machineName() {
        return context.machineName();
    }

    @Override
    public String machineId() {
        return context.machineId();
    }

    @Override
    public DriverOptions options() {
        return context.options();
    }

    @Override
    public Path folder() {
        return context.folder();
    }

    @Override
    public Path sharedFolder() {
        return context.sharedFolder();
    }

    @Override
    public Path cacheFolder() {
        return context.cacheFolder();
    }

    @Override
    public Path clientKeyFile() {
        return context.clientKeyFile();
    }

    @Override
    public Path keepKey(Path privateKeyFile) {
        return context.keepKey(privateKeyFile);
    }

    @Override
    public String clientPublicKey() {
        return context.clientPublicKey();
    }

    @Override
    public HostKey hostKey() {
        return context.hostKey();
    }

    @Override
    public RemoteShell shell() {
        return context.shell();
    }

    @Override
    public Optional<Bastion> bastion() {
        return context.bastion();
    }

    @Override
    public MachineState probe(SshEndpoint endpoint, Duration timeout) {
        return context.probe(endpoint, timeout);
    }

    @Override
    public void progress(String message) {
        context.progress(message);
    }

    @Override
    public void progress(String message, long done, long total) {
        context.progress(message, done, total);
    }

    @Override
    public void notice(String message) {
        context.notice(message);
    }
}
