package dev.jmachine.swarm.mode;

import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the managers of a swarm agree on, in memory, in the form of the engine's API. */
final class FakeSwarm {
    static final Json JSON = new Json();

    final String id;
    final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
    private int made;

    FakeSwarm(String id) {
        this.id = id;
    }

    /** Takes a node in and returns its id. */
    synchronized String add(String hostname, boolean manager) {
        String node = id + "-node" + ++made;
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("Role", manager ? "manager" : "worker");
        spec.put("Availability", "active");
        spec.put("Labels", new LinkedHashMap<>());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ID", node);
        values.put("Version", new LinkedHashMap<>(Map.of("Index", 1)));
        values.put("Spec", spec);
        values.put("Description", Map.of("Hostname", hostname, "Engine", Map.of("EngineVersion", "26.1.5")));
        values.put("Status", new LinkedHashMap<>(Map.of("State", "ready", "Addr", "192.0.2." + made)));
        nodes.put(node, values);
        manage(values);
        return node;
    }

    /** Managers take in, or let go, whoever is told to be one. */
    private void manage(Map<String, Object> node) {
        if (!spec(node).text("Role").equals("manager")) {
            node.remove("ManagerStatus");
        } else if (!node.containsKey("ManagerStatus")) {
            node.put("ManagerStatus", Map.of("Reachability", "reachable", "Addr", "192.0.2.9:2377",
                    "Leader", nodes.values().stream().noneMatch(one -> one.containsKey("ManagerStatus"))));
        }
    }

    boolean manages(String node) {
        return nodes.containsKey(node) && spec(nodes.get(node)).text("Role").equals("manager");
    }

    static JsonObject spec(Map<String, Object> node) {
        return new JsonObject(node).object("Spec");
    }

    /** Marks a node as one that the managers miss. */
    void lose(String node) {
        nodes.get(node).put("Status", Map.of("State", "down", "Addr", "192.0.2.1"));
        nodes.get(node).computeIfPresent("ManagerStatus",
                (key, status) -> Map.of("Reachability", "unreachable", "Addr", "192.0.2.1:2377"));
    }

    /** Changes a node if the version is the present one. */
    synchronized boolean update(String node, String version, String body) {
        Map<String, Object> values = nodes.get(node);
        long now = new JsonObject(values).object("Version").number("Index", 0);
        if (!Long.toString(now).equals(version)) {
            return false;
        }
        values.put("Version", Map.of("Index", now + 1));
        values.put("Spec", object(body));
        manage(values);
        return true;
    }

    static Map<String, Object> object(String json) {
        try {
            return JSON.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an array as text; the writer knows only objects. */
    String list() {
        return "[" + String.join(",", nodes.values().stream().map(JSON::write).toList()) + "]";
    }

    String describe() {
        return JSON.write(Map.of("ID", id, "Version", Map.of("Index", 1), "Spec", Map.of(),
                "JoinTokens", Map.of("Worker", id + "-worker", "Manager", id + "-manager")));
    }

    List<String> managers() {
        return nodes.keySet().stream().filter(this::manages).toList();
    }
}
