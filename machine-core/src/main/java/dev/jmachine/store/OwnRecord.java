package dev.jmachine.store;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The form of {@code jmachine.json}, version 1: what docker-machine has no place for. Stateless. */
final class OwnRecord {
    static final String FILE_NAME = "jmachine.json";
    private static final int VERSION = 1;
    private static final String ID = "Id";
    private static final String DRIVER = "Driver";

    private OwnRecord() {
    }

    /** Return the content for a new machine, its creation begun. */
    static Map<String, Object> initial(MachineSpec spec, Set<String> secretOptions, Clock clock) {
        Map<String, List<String>> options = new LinkedHashMap<>(spec.driverOptions());
        List<String> secrets = new ArrayList<>(options.keySet());
        secrets.retainAll(secretOptions);
        options.keySet().removeAll(secrets);
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(DRIVER, spec.driver());
        kept.put("DriverOptions", options);
        kept.put("OmittedSecrets", secrets);
        kept.put("Engine", EngineOptions.own(spec.engine()));
        kept.put(SwarmOptions.KEY, SwarmOptions.own(spec.swarm()));
        spec.bastion().ifPresent(bastion -> kept.put(BastionRecord.KEY, BastionRecord.own(bastion)));
        Map<String, Object> content = version(UUID.randomUUID());
        content.put("CreatedAt", clock.instant().toString());
        content.put("Spec", kept);
        content.put(Journal.KEY, Journal.ofNewMachine(clock.instant()));
        return content;
    }

    /** The same folder always gets the same identity. */
    private static UUID adoptedId(Path folder) {
        return UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Return the identity of the machine in a folder. */
    static String id(JsonObject content, Path folder) {
        String id = content.text(ID);
        return id.isEmpty() ? adoptedId(folder).toString() : id;
    }

    /** Change the content of a file; the file of a machine that docker-machine made comes to be with that. */
    static void update(JsonFile file, Consumer<Map<String, Object>> change) {
        file.update(content -> {
            if (content.isEmpty()) {
                content.putAll(version(adoptedId(file.path().getParent())));
            }
            change.accept(content);
        });
    }

    private static Map<String, Object> version(UUID id) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Version", VERSION);
        content.put(ID, id.toString());
        return content;
    }

    /** Check that this program understands the content of a file. Here older versions will be migrated. */
    static void require(Path file, JsonObject content) {
        long version = content.number("Version", 0);
        if (version > VERSION) {
            throw StoreErrors.damaged(file, "It has the form " + version
                    + " of a newer jmachine; this one knows the form " + VERSION + ".");
        }
        if (version < 1 || content.text(ID).isEmpty()) {
            throw StoreErrors.damaged(file, "It has no version or no machine's identity in it.");
        }
    }

    /** Return the driver's name, kept here too so that a machine can be removed when its shared file is damaged. */
    static String driver(JsonObject content) {
        return content.object("Spec").text(DRIVER);
    }

    /** Return the values of the driver's options, those of secret ones left out. */
    static Map<String, List<String>> driverOptions(JsonObject content) {
        JsonObject options = content.object("Spec").object("DriverOptions");
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String option : options.values().keySet()) {
            values.put(option, options.list(option));
        }
        return values;
    }
}
