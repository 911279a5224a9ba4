package dev.jmachine.swarm.mode;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads nodes as the engine's API has them. Stateless. */
final class SwarmNodes {

    private SwarmNodes() {
    }

    /** Return a node. */
    static SwarmNode of(JsonObject node, MachineNames names) {
        JsonObject spec = node.object("Spec");
        JsonObject description = node.object("Description");
        JsonObject status = node.object("Status");
        JsonObject manager = node.object("ManagerStatus");
        String address = address(status.text("Addr"), manager.text("Addr"));
        return new SwarmNode(node.text("ID"), description.text("Hostname"),
                names.of(node.text("ID"), description.text("Hostname"), address),
                spec.text("Role").equals("manager") ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER,
                availability(spec.text("Availability")), status.text("State"), status.text("Message"), address,
                manager.text("Reachability"), manager.flag("Leader"),
                description.object("Engine").text("EngineVersion"), labels(spec.object("Labels")));
    }

    /** Managers of 20.10 tell of the leader's own node only that it is everywhere. */
    private static String address(String node, String manager) {
        boolean unknown = node.isEmpty() || node.equals("0.0.0.0") || node.equals("127.0.0.1");
        return unknown && !manager.isEmpty() ? manager.substring(0, Math.max(0, manager.lastIndexOf(':'))) : node;
    }

    private static SwarmSpec.Availability availability(String text) {
        return text.isEmpty() ? SwarmSpec.Availability.ACTIVE
                : SwarmSpec.Availability.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> labels(JsonObject object) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.values().keySet().forEach(key -> labels.put(key, object.text(key)));
        return labels;
    }
}
