package dev.jmachine.cli;

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

/** A machine in memory. Its fields say how it behaves. */
public final class FakeMachine implements Machine {
    private final FakeMachines store;
    private final MachineSpec spec;
    public MachineState state = MachineState.RUNNING;
    public String url = "tcp://192.0.2.7:2376";
    public String swarm = "";
    public Optional<String> unfinishedStep = Optional.empty();
    public Optional<SshEndpoint> endpoint = Optional.empty();
    public Optional<Instant> certificateExpiry = Optional.empty();
    public MachineException engineFailure;
    public MachineException removeFailure;
    public MachineException damage;
    /** Held until it is interrupted, when set: a host that does not answer. */
    public boolean silent;
    public RemoteShell shell;

    FakeMachine(FakeMachines store, MachineSpec spec) {
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
        return unfinishedStep;
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
        return certificateExpiry;
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
        return endpoint;
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void upgradeEngine(String version) {
        store.log("upgrade " + name() + " " + version);
    }

    @Override
    public void regenerateCertificates(boolean client) {
        store.log("regenerate " + name() + " " + client);
    }

    @Override
    public void remove(RemoveOptions options) {
        store.log("remove " + name() + " " + options);
        if (removeFailure != null && !options.force()) {
            throw removeFailure;
        }
        store.drop(name());
    }
}
