package dev.jmachine.cli.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the store remembers of a machine in Swarm mode, from {@code swarm.json} in its folder; the engine knows better.
 *
 * @param swarm the swarm's id
 * @param role {@code manager} or {@code worker}
 */
public record SwarmMembership(String swarm, String role) {
    private static final String FILE = "swarm.json";

    /** Read what is remembered; empty when the machine is in no swarm, or the file cannot be read. */
    public static Optional<SwarmMembership> of(Machine machine) {
        return read(machine.folder().resolve(FILE)).map(keys -> new SwarmMembership(text(keys, "Cluster"),
                text(keys, "Role").toLowerCase(Locale.ROOT)));
    }

    /** Return whether the machine takes part in deciding. */
    public boolean manager() {
        return role.equals("manager");
    }

    /** Read a small file of the store; a damaged one counts as none, for it only repeats what engines know. */
    static Optional<Map<String, Object>> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.std.mapFrom(Files.readString(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String text(Map<String, Object> keys, String key) {
        return keys.get(key) instanceof String text ? text : "";
    }
}
