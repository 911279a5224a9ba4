package dev.jmachine.store;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an {@link EngineSpec} into docker-machine's {@code EngineOptions}, and what these have no place for into our own
 * file. Stateless.
 */
final class EngineOptions {
    private static final String DEFAULT_INSTALL_URL = "https://get.docker.com";

    private EngineOptions() {
    }

    /** Return docker-machine's object, with all of its keys in its order. */
    static Map<String, Object> shared(EngineSpec engine) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("ArbitraryFlags", engine.options());
        options.put("Dns", null);
        options.put("GraphDir", "");
        options.put("Env", engine.environment());
        options.put("Ipv6", false);
        options.put("InsecureRegistry", engine.insecureRegistries());
        options.put("Labels", engine.labels());
        options.put("LogLevel", "");
        options.put("StorageDriver", engine.storageDriver());
        options.put("SelinuxEnabled", false);
        options.put("TlsVerify", true);
        options.put("RegistryMirror", engine.registryMirrors());
        options.put("InstallURL", engine.install().url().isEmpty() ? DEFAULT_INSTALL_URL : engine.install().url());
        return options;
    }

    /** Return our own object: how the engine is installed, and which. */
    static Map<String, Object> own(EngineSpec engine) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("Install", engine.install().mode().name());
        options.put("InstallURL", engine.install().url());
        options.put("InstallChecksum", engine.install().checksum());
        options.put("Version", engine.version());
        return options;
    }

    /**
     * Return the specification that the two objects hold.
     *
     * @param own our own object; empty for a machine that docker-machine made
     */
    static EngineSpec read(JsonObject shared, JsonObject own) {
        return new EngineSpec(
                install(shared, own),
                own.text("Version"),
                shared.text("StorageDriver"),
                shared.list("Labels"),
                shared.list("ArbitraryFlags"),
                shared.list("RegistryMirror"),
                shared.list("InsecureRegistry"),
                shared.list("Env"));
    }

    private static EngineInstall install(JsonObject shared, JsonObject own) {
        for (EngineInstall.Mode mode : EngineInstall.Mode.values()) {
            if (mode.name().equals(own.text("Install"))) {
                return new EngineInstall(mode, own.text("InstallURL"), own.text("InstallChecksum"));
            }
        }
        String url = shared.text("InstallURL");
        return List.of("", DEFAULT_INSTALL_URL).contains(url) ? EngineInstall.AUTO : EngineInstall.fromUrl(url, "");
    }
}
