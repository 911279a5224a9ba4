package dev.jmachine.testkit;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.RemoveOptions;
import dev.jmachine.api.SshEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A machine in memory, of {@link MemoryMachines}; its public fields say how it behaves. Thread-safe. */
public final class MemoryMachine implements Machine {
    /** What its provider says. */
    public volatile MachineState state = MachineState.RUNNING;
    /** Where its engine is told to be. */
    public volatile String url = "tcp://192.0.2.7:2376";
    /** What the configuration holds of a swarm, as the inside of a JSON object. */
    public volatile String swarm = "";
    /** The step in which its making was cut short; empty when it is whole. */
    public volatile String unfinishedStep = "";
    /** Its SSH server; null for none. */
    public volatile SshEndpoint endpoint;
    /** When its certificates end; null where there are none. */
    public volatile Instant certificateExpiry;
    /** What asking its engine fails with. */
    public volatile MachineException engineFailure;
    /** What configuring or upgrading its engine fails with. */
    public volatile MachineException engineChangeFailure;
    /** What removing it fails with unless that is forced. */
    public volatile MachineException removeFailure;
    /** What reading its record fails with. */
    public volatile MachineException damage;
    /** Whether asking for its state goes on until it is interrupted, as with a host that does not answer. */
    public volatile boolean silent;
    /** What is returned as a connection to it. */
    public volatile RemoteShell shell;

    private final MemoryMachines store;
    private volatile MachineSpec spec;

    MemoryMachine(MemoryMachines store, MachineSpec spec) {
        this.store = store;
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public String driverName() {
        if (damage != null) {
            throw damage;
        }
        return spec.driver();
    }

    @Override
    public Path folder() {
        return store.storagePath().resolve("machines").resolve(name());
    }

    @Override
    public MachineSpec spec() {
        return spec;
    }

    @Override
    public String configuration() {
        return "{\n    \"DriverName\": \"" + spec.driver() + "\",\n    \"HostOptions\": {\n        \"AuthOptions\": {\n"
                + "            \"StorePath\": \"" + folder() + "\"\n        },\n"
                + "        \"SwarmOptions\": {" + swarm + "}\n    },\n    \"Name\": \"" + name() + "\"\n}";
    }

    @Override
    public Optional<String> unfinishedStep() {
        return Optional.of(unfinishedStep).filter(step -> !step.isEmpty());
    }

    @Override
    public MachineState state() {
        if (silent) {
            sleepUntilInterrupted();
        }
        return state;
    }

    private static void sleepUntilInterrupted() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Asking", "It was cancelled.", e);
        }
    }

    @Override
    public String ip() {
        return URI.create(url).getHost();
    }

    @Override
    public URI url() {
        return URI.create(url);
    }

    @Override
    public Optional<String> peerAddress() {
        return Optional.empty();
    }

    @Override
    public boolean reachable(Duration timeout) {
        return state == MachineState.RUNNING && engineFailure == null;
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return Optional.ofNullable(certificateExpiry);
    }

    @Override
    public EngineStatus engine() {
        if (state != MachineState.RUNNING) {
            throw new MachineException(ErrorCode.ENGINE_UNREACHABLE, "Asking the engine", "Nothing listens there.");
        }
        if (engineFailure != null) {
            throw engineFailure;
        }
        return new EngineStatus("26.1.5", "1.45", "linux", "amd64");
    }

    @Override
    public Optional<SshEndpoint> ssh() {
        return Optional.ofNullable(endpoint);
    }

    @Override
    public Path knownHosts() {
        return folder().resolve("known_hosts");
    }

    @Override
    public RemoteShell shell() {
        return shell;
    }

    @Override
    public void start() {
        change("start", MachineState.RUNNING);
    }

    @Override
    public void stop() {
        change("stop", MachineState.STOPPED);
    }

    @Override
    public void kill() {
        change("kill", MachineState.STOPPED);
    }

    @Override
    public void restart() {
        state = MachineState.STOPPED;
        change("restart", MachineState.RUNNING);
    }

    private void change(String operation, MachineState wanted) {
        if (state == wanted) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Asking for the state of the machine",
                    "Machine \"" + name() + "\" is already " + wanted.displayName().toLowerCase(Locale.ROOT) + ".");
        }
        store.log(operation + " " + name());
        Instant now = Instant.EPOCH;
        store.listener().operationStarted(new MachineEvent.OperationStarted(name(), now, operation, List.of()));
        state = wanted;
        store.listener().operationFinished(new MachineEvent.OperationFinished(name(), now, operation));
    }

    @Override
    public void provision() {
        store.log("provision " + name());
    }

    @Override
    public void configureEngine(EngineSpec engine) {
        store.log("configure " + name());
        spec = spec.withEngine(engine);
        failEngineChange();
    }

    @Override
    public void upgradeEngine(String version) {
        store.log("upgrade " + name() + " " + version);
        failEngineChange();
        EngineSpec engine = spec.engine();
        spec = spec.withEngine(new EngineSpec(engine.install(), version, engine.storageDriver(), engine.labels(), engine.options(),
                engine.registryMirrors(), engine.insecureRegistries(), engine.environment()));
    }

    private void failEngineChange() {
        if (engineChangeFailure != null) {
            throw engineChangeFailure;
        }
    }

    @Override
    public void regenerateCertificates(boolean client) {
        store.log("regenerate " + name() + " " + client);
    }

    @Override
    public void remove(RemoveOptions options) {
        store.log("remove " + name() + (options.equals(RemoveOptions.DEFAULT) ? "" : " " + options));
        if (removeFailure != null && !options.force()) {
            throw removeFailure;
        }
        store.machines.remove(name());
    }
}
