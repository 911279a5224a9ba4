package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import dev.jmachine.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the store remembers of a machine's place in a swarm, so that its swarm is found and its node known also when its
 * engine does not answer. The truth is always what the engine says.
 *
 * @param cluster the swarm's id; empty while one is being begun
 * @param node the node's id; empty while it is being made
 * @param role manager or worker
 */
record Membership(String cluster, String node, SwarmSpec.Role role) {
    private static final String FILE_NAME = "swarm.json";
    private static final String MANAGER = "manager";

    private static Path file(Machine machine) {
        return machine.folder().resolve(FILE_NAME);
    }

    /** Return whether there is anything remembered of a machine. */
    static boolean exists(Machine machine) {
        return Files.exists(file(machine));
    }

    /** Return what is remembered of a machine. A damaged file reads as a place that must be asked for. */
    static Optional<Membership> of(Machine machine) {
        try {
            JsonObject object = new JsonObject(new Json().read(Files.readAllBytes(file(machine))));
            return Optional.of(new Membership(object.text("Cluster"), object.text("Node"),
                    object.text("Role").equals(MANAGER) ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            System.getLogger(Membership.class.getName()).log(System.Logger.Level.WARNING, file(machine).toString(), e);
            return Optional.of(new Membership("", "", SwarmSpec.Role.MANAGER));
        }
    }

    /** Remember this of a machine. */
    void keep(Machine machine) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Version", 1);
        values.put("Cluster", cluster);
        values.put("Node", node);
        values.put("Role", role == SwarmSpec.Role.MANAGER ? MANAGER : "worker");
        try {
            AtomicFile.write(file(machine), new Json().write(values));
        } catch (IOException e) {
            throw failure("Writing", machine, e);
        }
    }

    /** Remember nothing of a machine any more. */
    static void forget(Machine machine) {
        try {
            Files.deleteIfExists(file(machine));
        } catch (IOException e) {
            throw failure("Deleting", machine, e);
        }
    }

    private static MachineException failure(String verb, Machine machine, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, verb + " " + file(machine), cause.toString(), cause);
    }
}
