package dev.jmachine.store;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private static final String NETWORK = "Network";
    private static final String ADDRESS = "Address";
    private static final String ENGINE_URL = "EngineURL";
    private static final String PEER_ADDRESS = "PeerAddress";
    private static final String IP_ADDRESS = "IPAddress";

    private final Path folder;
    private final JsonFile config;
    private final JsonFile own;
    private final Journal journal;

    private MachineRecord(Path folder, JsonFile config, JsonFile own, Clock clock) {
        this.folder = folder;
        this.config = config;
        this.own = own;
        this.journal = new Journal(own, clock);
    }

    /** Read the record in a machine's folder. */
    static MachineRecord read(Path folder, Json json, Clock clock) {
        try {
            JsonFile config = JsonFile.read(folder.resolve(SharedConfig.FILE_NAME), json);
            SharedConfig.require(config.path(), config.values());
            config.relocate(new Relocation(SharedConfig.storedFolder(config.values()), folder.toString()));
            return new MachineRecord(folder, config, readOwn(folder, json), clock);
        } catch (NoSuchFileException e) {
            throw missing(folder);
        } catch (IOException e) {
            throw StoreErrors.io("Reading the machine " + folder.getFileName(), folder, e);
        }
    }

    /**
     * Read what is left of a damaged record, for removal: of the two files the one that is whole tells the driver, and
     * what the other held counts as empty.
     *
     * @throws MachineException as it stands, when neither file tells the driver
     */
    static MachineRecord salvage(Path folder, Path certificates, Json json, Clock clock, MachineException damage) {
        Path configFile = folder.resolve(SharedConfig.FILE_NAME);
        Path ownFile = folder.resolve(OwnRecord.FILE_NAME);
        try {
            Optional<JsonFile> own = whole(ownFile, json).filter(file -> !OwnRecord.driver(file.values()).isEmpty());
            if (own.isPresent()) {
                MachineSpec spec = MachineSpec
                        .builder(folder.getFileName().toString(), OwnRecord.driver(own.get().values())).build();
                JsonFile empty = new JsonFile(configFile, json, SharedConfig.initial(spec, folder, certificates));
                return new MachineRecord(folder, whole(configFile, json).orElse(empty), own.get(), clock);
            }
            JsonFile config = whole(configFile, json).orElseThrow(() -> damage);
            return new MachineRecord(folder, config, new JsonFile(ownFile, json, OwnRecord.adopted(folder)), clock);
        } catch (IOException e) {
            throw StoreErrors.io("Reading the machine " + folder.getFileName(), folder, e);
        }
    }

    private static Optional<JsonFile> whole(Path file, Json json) throws IOException {
        try {
            return Optional.of(JsonFile.read(file, json));
        } catch (MachineException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static JsonFile readOwn(Path folder, Json json) throws IOException {
        Path file = folder.resolve(OwnRecord.FILE_NAME);
        if (Files.notExists(file)) {
            return new JsonFile(file, json, OwnRecord.adopted(folder));
        }
        JsonFile own = JsonFile.read(file, json);
        OwnRecord.require(file, own.values());
        return own;
    }

    private static MachineException missing(Path folder) {
        if (Files.isDirectory(folder)) {
            return StoreErrors.damaged(folder.resolve(SharedConfig.FILE_NAME), "It is missing.");
        }
        return StoreErrors.notFound(folder);
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
        return own.values().text("Id");
    }

    /**
     * Return what was asked for; the values of secret options are not in it. What docker-machine does not write down,
     * such as the driver's options, is empty for a machine that it made.
     */
    public MachineSpec spec() {
        JsonObject ownEngine = own.values().object("Spec").object("Engine");
        return new MachineSpec(name(), driverName(), OwnRecord.driverOptions(own.values()),
                SharedConfig.engine(config.values(), ownEngine), SharedConfig.tlsNames(config.values()));
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
     * @param values texts, whole numbers, truth values, and lists of texts, by key; other keys stay as they are
     * @throws IllegalArgumentException if a value is of another type
     */
    public void saveDriverState(Map<String, ?> values) {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            requireStorable(entry.getKey(), entry.getValue());
        }
        config.update(content -> JsonFile.child(content, SharedConfig.DRIVER).putAll(values));
    }

    private static void requireStorable(String key, Object value) {
        boolean scalar = value instanceof String || value instanceof Boolean
                || value instanceof Integer || value instanceof Long;
        if (!scalar && !(value instanceof List<?> list && isTexts(list))) {
            throw new IllegalArgumentException("the driver's " + key + " is no text, whole number, truth value or list of texts");
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
     * Write down where the machine is reached; empty texts for what it does not have. The address is shared with
     * docker-machine where that looks for it.
     *
     * @param address host name or address at which this computer reaches it
     * @param engineUrl where the engine's API is
     * @param peerAddress address at which other machines reach it
     */
    public void recordNetwork(String address, String engineUrl, String peerAddress) {
        Map<String, Object> network = new LinkedHashMap<>();
        network.put(ADDRESS, address);
        network.put(ENGINE_URL, engineUrl);
        network.put(PEER_ADDRESS, peerAddress);
        if (!isShared(address)) {
            saveDriverState(Map.of(IP_ADDRESS, address));
        }
        if (!own.values().object(NETWORK).values().equals(network)) {
            own.update(content -> content.put(NETWORK, network));
        }
    }

    /** Whether the driver's state has the address: alone or, as the driver none keeps it, with a port. */
    private boolean isShared(String address) {
        String shared = config.values().object(SharedConfig.DRIVER).text(IP_ADDRESS);
        return shared.equals(address) || !address.isEmpty()
                && (shared.startsWith(address + ":") || shared.startsWith("[" + address + "]"));
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
