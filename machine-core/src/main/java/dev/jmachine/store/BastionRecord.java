package dev.jmachine.store;

import dev.jmachine.api.Bastion;
import dev.jmachine.api.MachineException;
import dev.jmachine.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The form in which {@code jmachine.json} holds a machine's bastion. Stateless. */
final class BastionRecord {
    static final String KEY = "Bastion";
    private static final String KEY_PATH = "KeyPath";

    private BastionRecord() {
    }

    /** Return the object that a bastion becomes. */
    static Map<String, Object> own(Bastion bastion) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("User", bastion.user());
        values.put("Host", bastion.host());
        values.put("Port", bastion.port());
        bastion.key().ifPresent(key -> values.put(KEY_PATH, key.toString()));
        return values;
    }

    /**
     * Return the bastion of a specification, if it has one.
     *
     * @throws MachineException with {@link dev.jmachine.api.ErrorCode#STORE_DAMAGED} that names the file if it makes no
     *     sense
     */
    static Optional<Bastion> read(Path file, JsonObject specification) {
        JsonObject kept = specification.object(KEY);
        if (kept.values().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Path> key = Optional.of(kept.text(KEY_PATH)).filter(path -> !path.isEmpty()).map(Path::of);
            return Optional.of(new Bastion(kept.text("User"), kept.text("Host"), (int) kept.number("Port", 0), key));
        } catch (MachineException e) {
            throw StoreErrors.damaged(file, "What it says of the bastion makes no sense: " + e.getMessage());
        }
    }
}
