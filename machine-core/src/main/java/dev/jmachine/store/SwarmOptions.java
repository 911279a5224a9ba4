package dev.jmachine.store;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts a {@link SwarmSpec} into our own file; docker-machine's {@code SwarmOptions} mean another Swarm. Stateless. */
final class SwarmOptions {
    static final String KEY = "Swarm";

    private SwarmOptions() {
    }

    /** Return the object that a specification becomes. */
    static Map<String, Object> own(SwarmSpec swarm) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (swarm.role() == SwarmSpec.Role.NONE) {
            return options;
        }
        options.put("Role", swarm.role().name());
        options.put("Join", swarm.join());
        options.put("AdvertiseAddress", swarm.advertiseAddress());
        options.put("DataPathAddress", swarm.dataPathAddress());
        options.put("Availability", swarm.availability().name());
        options.put("Labels", swarm.labels());
        options.put("Autolock", swarm.autolock());
        return options;
    }

    /**
     * Return the specification that an object holds; none for machines older than swarms.
     *
     * @throws MachineException with {@link ErrorCode#STORE_DAMAGED} that names the file if it makes no sense
     */
    static SwarmSpec read(Path file, JsonObject own) {
        try {
            return read(own);
        } catch (IllegalArgumentException | MachineException e) {
            throw StoreErrors.damaged(file, "What it says of the swarm makes no sense: " + e.getMessage());
        }
    }

    private static SwarmSpec read(JsonObject own) {
        SwarmSpec.Role role = constant(SwarmSpec.Role.class, own.text("Role"), SwarmSpec.Role.NONE);
        if (role == SwarmSpec.Role.NONE) {
            return SwarmSpec.NONE;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        JsonObject kept = own.object("Labels");
        kept.values().keySet().forEach(label -> labels.put(label, kept.text(label)));
        return new SwarmSpec(role, own.text("Join"), own.text("AdvertiseAddress"), own.text("DataPathAddress"),
                constant(SwarmSpec.Availability.class, own.text("Availability"), SwarmSpec.Availability.ACTIVE),
                labels, own.flag("Autolock"));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, E otherwise) {
        return name.isEmpty() ? otherwise : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
