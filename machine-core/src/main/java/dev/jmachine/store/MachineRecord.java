package dev.jmachine.store;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the store holds of one machine: {@code config.json}, shared with docker-machine, and {@code jmachine.json}, our
 * own; the latter is missing for machines that docker-machine made, until something is to be written to it.
 *
 * <p>A snapshot, taken when it was opened, that its own writes carry on: to change a machine, take its lock first, then
 * open its record. Keys that this program does not know are kept. Every write is on disk before the call returns, is
 * done in spite of an interruption, and throws {@link MachineException} with {@link ErrorCode#STORE_IO} when it cannot
 * be. Not thread-safe.
 */
public final class MachineRecord {
    private static final String TUNNEL_PORT = "TunnelPort";
    private static final String NETWORK = "Network";
    private static final String ADDRESS = "Address";
    private static final String ENGINE_URL = "EngineURL";
    private static final String PEER_ADDRESS = "PeerAddress";
    private static final String SHARED = "AddressShared";
    private static final String IP_ADDRESS = "IPAddress";

    private final Path folder;
    private final JsonFile config;
    private final JsonFile own;
    private final Journal journal;

    MachineRecord(Path folder, JsonFile config, JsonFile own, Clock clock) {
        this.folder = folder;
        this.config = config;
        this.own = own;
        this.journal = new Journal(own, clock);
    }

    /** Return the machine's name: that of its folder. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** Return the machine's folder. */
    public Path folder() {
        return folder;
    }

    /** Return the name of its driver. */
    public String driverName() {
        return config.values().text("DriverName");
    }

    /** Return its identity, a UUID. */
    public String id() {
        return OwnRecord.id(own.values(), folder);
    }

    /**
     * Return what was asked for; the values of secret options are not in it. What docker-machine does not write down,
     * such as the driver's options, is empty for a machine that it made.
     */
    public MachineSpec spec() {
        JsonObject ownEngine = own.values().object("Spec").object("Engine");
        return new MachineSpec(name(), driverName(), OwnRecord.driverOptions(own.values()),
                SharedConfig.engine(config.values(), ownEngine), SharedConfig.tlsNames(config.values()),
                SwarmOptions.read(own.path(), own.values().object("Spec").object(SwarmOptions.KEY)), bastion());
    }

    /** Return the host by way of which it is reached, if there is one. */
    public Optional<Bastion> bastion() {
        return BastionRecord.read(own.path(), own.values().object("Spec"));
    }

    /** Return the port of this computer at which the tunnel to the engine begins; 0 when none was chosen. */
    public int tunnelPort() {
        return (int) own.values().number(TUNNEL_PORT, 0);
    }

    /** Write at which port of this computer the tunnel to the engine begins. */
    public void recordTunnelPort(int port) {
        OwnRecord.update(own, content -> content.put(TUNNEL_PORT, port));
    }

    /** Write what is asked for of the engine from now on. */
    public void recordEngine(EngineSpec engine) {
        OwnRecord.update(own, content -> JsonFile.child(content, "Spec").put("Engine", EngineOptions.own(engine)));
        config.update(content -> SharedConfig.putEngine(content, engine));
    }

    /** Return the names of the secret options that were given and are not in {@link #spec()}. */
    public List<String> omittedSecrets() {
        return own.values().object("Spec").list("OmittedSecrets");
    }

    /** Return what the driver keeps: texts, numbers, truth values, lists and maps by key. Not modifiable. */
    public Map<String, Object> driverState() {
        return Collections.unmodifiableMap(JsonFile.copy(config.values().object(SharedConfig.DRIVER).values()));
    }

    /**
     * Write what the driver keeps; all of it or, after a crash, none.
     *
     * @param values texts, whole numbers, truth values, and lists of texts, by key; other keys stay as they are, and
     *     new ones follow them in alphabetical order
     * @throws IllegalArgumentException if a value is of another type
     */
    public void saveDriverState(Map<String, ?> values) {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            requireStorable(entry.getKey(), entry.getValue());
        }
        config.update(content -> JsonFile.child(content, SharedConfig.DRIVER).putAll(new TreeMap<>(values)));
    }

    private static void requireStorable(String key, Object value) {
        boolean scalar = value instanceof String || value instanceof Boolean
                || value instanceof Integer || value instanceof Long;
        if (!scalar && !(value instanceof List<?> list && isTexts(list))) {
            throw new IllegalArgumentException(
                    "the driver's " + key + " is no text, whole number, truth value or list of texts");
        }
    }

    private static boolean isTexts(List<?> list) {
        for (Object element : list) {
            if (!(element instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** Return the journal of its operations, always the same one. */
    public Journal journal() {
        return journal;
    }

    /** Return {@code config.json} as it is, or, after the store was moved, with the paths as they are now. */
    public String configText() {
        return config.text();
    }

    /**
     * Write down where the machine is reached; empty texts for what it does not have. Where the driver does not keep
     * {@code IPAddress} itself, the address is put there, for docker-machine.
     *
     * @param address host name or address at which this computer reaches it
     * @param engineUrl where the engine's API is
     * @param peerAddress address at which other machines reach it
     */
    public void recordNetwork(String address, String engineUrl, String peerAddress) {
        JsonObject driver = config.values().object(SharedConfig.DRIVER);
        boolean shared = driver.text(IP_ADDRESS).isEmpty() || own.values().object(NETWORK).flag(SHARED);
        Map<String, Object> network = new LinkedHashMap<>();
        network.put(ADDRESS, address);
        network.put(ENGINE_URL, engineUrl);
        network.put(PEER_ADDRESS, peerAddress);
        network.put(SHARED, shared);
        if (!own.values().object(NETWORK).values().equals(network)) {
            OwnRecord.update(own, content -> content.put(NETWORK, network));
        }
        if (shared && !driver.text(IP_ADDRESS).equals(address)) {
            saveDriverState(Map.of(IP_ADDRESS, address));
        }
    }

    /** Return the address at which this computer last reached the machine. */
    public Optional<String> address() {
        return network(ADDRESS, config.values().object(SharedConfig.DRIVER).text(IP_ADDRESS));
    }

    /** Return where the engine's API was last; for a machine that docker-machine made, where it would look. */
    public Optional<String> engineUrl() {
        return network(ENGINE_URL, SharedConfig.engineUrl(config.values()));
    }

    /** Return the address at which other machines last reached it, if there is one. */
    public Optional<String> peerAddress() {
        return network(PEER_ADDRESS, "");
    }

    private Optional<String> network(String key, String otherwise) {
        boolean recorded = own.values().values().containsKey(NETWORK);
        String value = recorded ? own.values().object(NETWORK).text(key) : otherwise;
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
