package dev.jmachine.swarm.cluster;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.EngineStatus;
import dev.jmachine.api.Machine;
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
import java.util.Optional;

/** A machine in memory. Its fields say how it behaves. */
final class FakeMachine implements Machine {
    private final FakeMachines store;
    private volatile MachineSpec spec;
    volatile MachineState state = MachineState.RUNNING;
    volatile String unfinished = "";
    volatile MachineException configureFailure;

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
    public Optional<String> unfinishedStep() {
        return Optional.of(unfinished).filter(step -> !step.isEmpty());
    }

    @Override
    public MachineState state() {
        return state;
    }

    @Override
    public String ip() {
        return "192.0.2.7";
    }

    @Override
    public URI url() {
        return URI.create("tcp://192.0.2.7:2376");
    }

    @Override
    public Optional<String> peerAddress() {
        return Optional.empty();
    }

    @Override
    public boolean reachable(Duration timeout) {
        return state == MachineState.RUNNING;
    }

    @Override
    public Optional<Instant> certificateExpiry() {
        return Optional.empty();
    }

    @Override
    public EngineStatus engine() {
        return new EngineStatus("26.1.5", "1.45", "linux", "amd64");
    }

    @Override
    public Optional<SshEndpoint> ssh() {
        return Optional.empty();
    }

    @Override
    public Path knownHosts() {
        return folder().resolve("known_hosts");
    }

    @Override
    public RemoteShell shell() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start() {
        store.log("start " + name());
        state = MachineState.RUNNING;
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart() {
        store.log("restart " + name());
    }

    @Override
    public void provision() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void configureEngine(EngineSpec engine) {
        store.log("configure " + name());
        spec = new MachineSpec(spec.name(), spec.driver(), spec.driverOptions(), engine, spec.tlsNames(), spec.swarm());
        if (configureFailure != null) {
            throw configureFailure;
        }
    }

    @Override
    public void upgradeEngine(String version) {
        store.log("upgrade " + name() + " to " + version);
        if (configureFailure != null) {
            throw configureFailure;
        }
        EngineSpec engine = spec.engine();
        spec = new MachineSpec(spec.name(), spec.driver(), spec.driverOptions(), new EngineSpec(engine.install(), version,
                engine.storageDriver(), engine.labels(), engine.options(), engine.registryMirrors(),
                engine.insecureRegistries(), engine.environment()), spec.tlsNames(), spec.swarm());
    }

    @Override
    public void regenerateCertificates(boolean client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(RemoveOptions options) {
        store.log("remove " + name());
        store.machines.remove(name());
    }
}
