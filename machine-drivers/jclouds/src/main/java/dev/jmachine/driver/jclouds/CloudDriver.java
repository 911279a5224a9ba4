package dev.jmachine.driver.jclouds;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One machine at a cloud that is reached through jclouds. */
public final class CloudDriver implements Driver {
    private static final String PEER_ADDRESS = "PrivateIPAddress";

    private final DriverContext context;
    private final CloudProvider provider;

    /** Create the driver of one machine. */
    public CloudDriver(DriverContext context, CloudProvider provider) {
        this.context = context;
        this.provider = provider;
    }

    @Override
    public void check() {
        provider.require(context.options());
        try (Cloud cloud = provider.open(context, false)) {
            cloud.check();
        }
    }

    @Override
    public void create() {
        boolean again = context.state().flag(Cloud.ASKED_FOR);
        if (!again) {
            Map<String, Object> settings = new HashMap<>(provider.settings(context));
            settings.put(Cloud.ASKED_FOR, true);
            settings.computeIfPresent(SshAccess.KEY_PATH, (key, file) -> kept(file.toString()));
            new SettingsFile(context.folder()).write(settings);
            context.state().save(settings);
        }
        try (Cloud cloud = provider.open(context, true)) {
            Optional<CloudServer> found = again ? find(cloud) : Optional.empty();
            CloudServer server = found.filter(there -> there.rests(MachineState.RUNNING)).orElseGet(() -> await(cloud,
                    found.map(CloudServer::id).orElseGet(() -> make(cloud, again)), MachineState.RUNNING));
            saveAddress(cloud.publish(server));
        }
    }

    private String kept(String keyFile) {
        return keyFile.isEmpty() ? "" : context.keepKey(Path.of(keyFile)).toString();
    }

    private String make(Cloud cloud, boolean again) {
        context.progress("Asking for the server");
        String id = cloud.make(again);
        context.state().save(Map.of(provider.idKey(), id));
        return id;
    }

    @Override
    public void remove() {
        if (!begun() && !recovered()) {
            return;
        }
        try (Cloud cloud = provider.open(context, true)) {
            find(cloud).ifPresent(server -> {
                cloud.delete(server);
                wait("the server to be gone", () -> cloud.server(server.id()).isEmpty());
            });
            cloud.dispose();
        }
    }

    private boolean begun() {
        return !knownId().isEmpty() || context.state().flag(Cloud.ASKED_FOR);
    }

    /** Put back what a damaged record has lost; return whether there was anything. */
    private boolean recovered() {
        Map<String, Object> settings = new SettingsFile(context.folder()).read();
        if (!settings.isEmpty()) {
            context.state().save(settings);
        }
        return !settings.isEmpty();
    }

    @Override
    public void start() {
        power(MachineState.RUNNING, Cloud::start);
    }

    @Override
    public void stop() {
        power(MachineState.STOPPED, Cloud::stop);
    }

    @Override
    public void kill() {
        power(MachineState.STOPPED, Cloud::kill);
    }

    @Override
    public void restart() {
        try (Cloud cloud = provider.open(context, true)) {
            CloudServer server = settled(cloud);
            if (server.state() == MachineState.RUNNING) {
                cloud.restart(server.id());
            } else {
                cloud.start(server.id());
            }
            saveAddress(cloud.publish(await(cloud, server.id(), MachineState.RUNNING)));
        }
    }

    private interface PowerAction {
        void ask(Cloud cloud, String id);
    }

    private void power(MachineState wanted, PowerAction action) {
        try (Cloud cloud = provider.open(context, true)) {
            CloudServer server = settled(cloud);
            if (server.state() != wanted) {
                action.ask(cloud, server.id());
                server = await(cloud, server.id(), wanted);
            }
            if (wanted == MachineState.RUNNING) {
                saveAddress(cloud.publish(server));
            }
        }
    }

    /** Return the server once the provider is no longer at work on it: till then it refuses other work. */
    private CloudServer settled(Cloud cloud) {
        CloudServer server = find(cloud).orElseThrow(this::gone);
        return server.busy() ? look(cloud, server.id(), "the provider to be done with the server",
                found -> !found.busy()) : server;
    }

    @Override
    public MachineState status() {
        if (!begun()) {
            return MachineState.NOT_FOUND;
        }
        try (Cloud cloud = provider.open(context, true)) {
            return find(cloud).map(CloudServer::state).orElse(MachineState.NOT_FOUND);
        } catch (MachineException e) {
            if (classify(e) == FailureKind.TRANSIENT) {
                return MachineState.TIMEOUT;
            }
            throw e;
        }
    }

    @Override
    public MachineNetwork network() {
        return SshAccess.network(context, context.state().text(SshAccess.ADDRESS),
                MachineNetwork.DEFAULT_ENGINE_PORT, context.state().text(PEER_ADDRESS));
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return ProviderException.kindOf(failure);
    }

    @Override
    public List<OwnedObject> findOwned() {
        try (Cloud cloud = provider.open(context, false)) {
            return cloud.owned();
        }
    }

    private String knownId() {
        return context.state().text(provider.idKey());
    }

    /** Return the machine's server, also when its id was lost with an answer or a process. */
    private Optional<CloudServer> find(Cloud cloud) {
        if (!knownId().isEmpty()) {
            return cloud.server(knownId());
        }
        Optional<CloudServer> found = cloud.marked();
        found.ifPresent(server -> context.state().save(Map.of(provider.idKey(), server.id())));
        return found;
    }

    private CloudServer await(Cloud cloud, String id, MachineState wanted) {
        context.progress("Waiting for the server to be " + (wanted == MachineState.RUNNING ? "on" : "off"));
        return look(cloud, id, "the server to be " + wanted, server -> server.rests(wanted));
    }

    private CloudServer look(Cloud cloud, String id, String what, Predicate<CloudServer> done) {
        return polling().find(what, () -> {
            CloudServer server = cloud.server(id).orElseThrow(this::gone);
            if (server.state() == MachineState.ERROR && !server.busy()) {
                throw new MachineException(ErrorCode.PROVIDER, "Waiting for " + what,
                        "The provider has put the server " + id + " in the state ERROR: it has no room for it, or"
                                + " could not build or change it. The provider's own tools show why.");
            }
            return Optional.of(server).filter(done);
        });
    }

    private void wait(String what, BooleanSupplier done) {
        context.progress("Waiting for " + what);
        polling().until(what, done);
    }

    private Polling polling() {
        Polling polling = Polling.within(provider.patience(context));
        return provider.beforeLooking().isZero() ? polling : polling.lookingFirstAfter(provider.beforeLooking());
    }

    private MachineException gone() {
        return new MachineException(ErrorCode.PROVIDER_NOT_FOUND, "Looking for the server",
                "The provider knows no server " + knownId() + ".");
    }

    private void saveAddress(CloudServer server) {
        Map<String, String> addresses = Map.of(
                SshAccess.ADDRESS, server.address(), PEER_ADDRESS, server.peerAddress());
        if (addresses.keySet().stream().anyMatch(key -> !addresses.get(key).equals(context.state().text(key)))) {
            context.state().save(addresses);
        }
    }
}
