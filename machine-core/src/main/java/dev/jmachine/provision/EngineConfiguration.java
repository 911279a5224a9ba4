package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides for each setting where it stands: in the engine's configuration file where its form there is certain, else
 * among the engine's arguments. The engine refuses to start with a setting in both places, so one that the host's owner
 * has in either is changed where it is, or taken out of the file for as long as the machine is ours.
 *
 * <p>The port and its certificates are always arguments, and together in one file: a host can then never end with the
 * port open and the certificates lost. Not thread-safe.
 */
final class EngineConfiguration {
    private static final List<String> TLS_KEYS = List.of("tls", "tlsverify", "tlscacert", "tlscert", "tlskey");

    private final EngineService service;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private DaemonJson file;

    /**
     * Begin with what the host's owner has.
     *
     * @param file the configuration file without our changes
     */
    EngineConfiguration(EngineService service, DaemonJson file) {
        this.service = service;
        this.file = file;
    }

    /** Return the configuration file that results. */
    DaemonJson file() {
        return file;
    }

    /** Return the arguments that result, ours alone. */
    List<String> arguments() {
        return List.copyOf(arguments);
    }

    /** Return what the host's owner should know once this is in force. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * Add the settings that were asked for.
     *
     * @param inheritedDriver the storage driver to go on with when none is asked for; empty for the engine's choice
     */
    void add(EngineSpec engine, String inheritedDriver) {
        EngineOption.check(engine);
        withoutLabelsLike(engine.labels());
        addList("label", "labels", engine.labels());
        addList("registry-mirror", "registry-mirrors", engine.registryMirrors());
        addList("insecure-registry", "insecure-registries", engine.insecureRegistries());
        if (!engine.storageDriver().isEmpty()) {
            setStorageDriver(engine.storageDriver());
        } else if (!inheritedDriver.isEmpty() && !file.values().containsKey("storage-driver")) {
            setStorageDriver(inheritedDriver);
        }
        engine.options().stream().map(EngineOption::parse).forEach(this::add);
    }

    /** Two values for one label are an error to the engine: the one that was asked for wins. */
    private void withoutLabelsLike(List<String> labels) {
        List<String> keys = labels.stream().map(label -> label.substring(0, label.indexOf('=') + 1)).toList();
        List<String> present = file.words("labels");
        List<String> others = present.stream().filter(label -> keys.stream().noneMatch(label::startsWith)
                || labels.contains(label)).toList();
        if (others.size() < present.size()) {
            file = file.with("labels", others);
        }
    }

    private void addList(String flag, String key, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        if (service.names(flag)) {
            values.forEach(value -> arguments.add("--" + flag + "=" + value));
        } else {
            file = file.withAdded(key, values);
        }
    }

    private void setStorageDriver(String driver) {
        if (service.names("storage-driver") || service.names("s")) {
            file = file.without("storage-driver");
            arguments.add("--storage-driver=" + driver);
        } else {
            file = file.with("storage-driver", driver);
        }
    }

    private void add(EngineOption option) {
        String key = option.keyIn(file);
        Object present = file.values().get(key);
        int equals = option.value().indexOf('=');
        if (present instanceof List<?>) {
            file = file.withAdded(key, List.of(option.value()));
        } else if (present instanceof Map<?, ?> map && equals > 0) {
            Map<Object, Object> entries = new LinkedHashMap<>(map);
            entries.put(option.value().substring(0, equals), option.value().substring(equals + 1));
            file = file.with(key, entries);
        } else {
            file = file.without(key);
            arguments.add(option.argument());
        }
    }

    /**
     * Open a port over mutual TLS, beside wherever the engine listens already.
     *
     * @param address the address and port to listen at, such as {@code 0.0.0.0:2376}
     * @param certificates the folder of the certificates on the host
     */
    void openPort(String address, String certificates) {
        String listener = "tcp://" + address;
        List<String> hosts = new ArrayList<>(file.words("hosts"));
        if (hosts.isEmpty() && !service.names("H") && !service.names("host")) {
            hosts.add("unix:///var/run/docker.sock");
        }
        if (!hosts.contains(listener) && !service.ownArguments().contains(listener)) {
            hosts.add(listener);
        }
        hosts.forEach(host -> arguments.add("--host=" + host));
        arguments.addAll(List.of("--tlsverify", "--tlscacert=" + certificates + "/ca.pem",
                "--tlscert=" + certificates + "/server.pem", "--tlskey=" + certificates + "/server-key.pem"));
        noteOtherTls(listener);
        file = file.without("hosts");
        TLS_KEYS.forEach(key -> file = file.without(key));
    }

    private void noteOtherTls(String listener) {
        if (TLS_KEYS.stream().anyMatch(file.values()::containsKey) || service.names("tlsverify") || service.names("tls")) {
            notices.add("The engine had certificates of another authority: clients that use them are not let in as "
                    + "long as the host is a machine of jmachine's.");
        } else if (arguments.stream().anyMatch(word -> word.startsWith("--host=tcp:") && !word.endsWith(listener))
                || service.ownArguments().replace(listener, "").contains("tcp://")) {
            notices.add("The engine already listens at another TCP port: there too it now asks for client "
                    + "certificates.");
        }
    }

    /** Return whether containers outlive a restart of an engine that is configured like this. */
    boolean hasLiveRestore() {
        return file.isTrue(DaemonJson.LIVE_RESTORE) || service.names(DaemonJson.LIVE_RESTORE)
                || arguments.stream().anyMatch(word -> EngineService.names(word, DaemonJson.LIVE_RESTORE));
    }
}
