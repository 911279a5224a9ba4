package dev.jmachine.store;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of {@code config.json}, version 3, which docker-machine reads and writes too: libmachine's {@code host.Host}
 * with its keys in its order. Stateless.
 */
final class SharedConfig {
    static final String FILE_NAME = "config.json";
    static final String DRIVER = "Driver";
    private static final int VERSION = 3;

    private SharedConfig() {
    }

    /**
     * Return the content for a new machine.
     *
     * @param folder the machine's folder, as it will be
     * @param certificates the folder of the certificate authority and client certificate
     */
    static Map<String, Object> initial(MachineSpec spec, Path folder, Path certificates) {
        Map<String, Object> hostOptions = new LinkedHashMap<>();
        hostOptions.put(DRIVER, "");
        hostOptions.put("Memory", 0);
        hostOptions.put("Disk", 0);
        hostOptions.put("EngineOptions", EngineOptions.shared(spec.engine()));
        hostOptions.put("SwarmOptions", swarmOptions());
        hostOptions.put("AuthOptions", authOptions(spec, folder, certificates));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("ConfigVersion", VERSION);
        config.put(DRIVER, driver(spec.name(), folder.getParent().getParent()));
        config.put("DriverName", spec.driver());
        config.put("HostOptions", hostOptions);
        config.put("Name", spec.name());
        return config;
    }

    /** What all of docker-machine's drivers have in common. */
    private static Map<String, Object> driver(String name, Path root) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("IPAddress", "");
        driver.put("MachineName", name);
        driver.put("SSHUser", "");
        driver.put("SSHPort", 0);
        driver.put("SSHKeyPath", "");
        driver.put("StorePath", root.toString());
        driver.put("SwarmMaster", false);
        driver.put("SwarmHost", "");
        driver.put("SwarmDiscovery", "");
        return driver;
    }

    /** The defaults of docker-machine's flags. */
    private static Map<String, Object> swarmOptions() {
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("IsSwarm", false);
        swarm.put("Address", "");
        swarm.put("Discovery", "");
        swarm.put("Agent", false);
        swarm.put("Master", false);
        swarm.put("Host", "tcp://0.0.0.0:3376");
        swarm.put("Image", "swarm:latest");
        swarm.put("Strategy", "spread");
        swarm.put("Heartbeat", 0);
        swarm.put("Overcommit", 0);
        swarm.put("ArbitraryFlags", List.of());
        swarm.put("ArbitraryJoinFlags", List.of());
        swarm.put("Env", null);
        swarm.put("IsExperimental", false);
        return swarm;
    }

    private static Map<String, Object> authOptions(MachineSpec spec, Path folder, Path certificates) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("CertDir", certificates.toString());
        auth.put("CaCertPath", certificates.resolve("ca.pem").toString());
        auth.put("CaPrivateKeyPath", certificates.resolve("ca-key.pem").toString());
        auth.put("CaCertRemotePath", "");
        auth.put("ServerCertPath", folder.resolve("server.pem").toString());
        auth.put("ServerKeyPath", folder.resolve("server-key.pem").toString());
        auth.put("ClientKeyPath", certificates.resolve("key.pem").toString());
        auth.put("ServerCertRemotePath", "");
        auth.put("ServerKeyRemotePath", "");
        auth.put("ClientCertPath", certificates.resolve("cert.pem").toString());
        auth.put("ServerCertSANs", spec.tlsNames());
        auth.put("StorePath", folder.toString());
        return auth;
    }

    /** Check that this program understands the content of a file. */
    static void require(Path file, JsonObject config) {
        long version = config.number("ConfigVersion", 0);
        if (version > VERSION) {
            throw StoreErrors.damaged(file, "It has the form " + version
                    + " of a newer docker-machine; this program knows the form " + VERSION + ".");
        }
        if (version < VERSION) {
            throw StoreErrors.damaged(file, "It has the form " + version + " of a very old docker-machine, or none; "
                    + "this program knows the form " + VERSION + ", which docker-machine 0.16.2 brings it to.");
        }
        if (!tellsDriver(config)) {
            throw StoreErrors.damaged(file, "It does not tell the driver.");
        }
    }

    /** Return whether the driver's name and state are there. */
    static boolean tellsDriver(JsonObject config) {
        return !config.text("DriverName").isEmpty() && config.values().get(DRIVER) instanceof Map;
    }

    static EngineSpec engine(JsonObject config, JsonObject ownEngine) {
        return EngineOptions.read(config.object("HostOptions").object("EngineOptions"), ownEngine);
    }

    /** Put what is asked for of the engine; keys that we do not know stay. */
    static void putEngine(Map<String, Object> config, EngineSpec engine) {
        JsonFile.child(JsonFile.child(config, "HostOptions"), "EngineOptions").putAll(EngineOptions.shared(engine));
    }

    static List<String> tlsNames(JsonObject config) {
        return config.object("HostOptions").object("AuthOptions").list("ServerCertSANs");
    }

    /** Return where the machine's folder was when the file was written, or empty. */
    static String storedFolder(JsonObject config) {
        return config.object("HostOptions").object("AuthOptions").text("StorePath");
    }

    /**
     * Return where docker-machine would look for the engine, or empty when the machine has no address.
     *
     * @see <a href="https://github.com/docker/machine">its drivers' GetURL</a>
     */
    static String engineUrl(JsonObject config) {
        JsonObject driver = config.object(DRIVER);
        if (config.text("DriverName").equals("none")) {
            return driver.text("URL");
        }
        String address = driver.text("IPAddress");
        if (address.isEmpty()) {
            return "";
        }
        long port = driver.number("EnginePort", driver.number("DockerPort", 0));
        String host = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        return "tcp://" + host + ":" + (port == 0 ? 2376 : port);
    }
}
