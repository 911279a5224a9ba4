package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.template.RowFormat;
import dev.jmachine.swarm.mode.SwarmNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows the nodes of a swarm: as rows, or for programs. */
final class NodeRows {
    private static final String FORMAT = "table {{.Name}}\t{{.Role}}\t{{.State}}\t{{.Availability}}\t{{.Address}}"
            + "\t{{.EngineVersion}}\t{{.Labels}}";
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("ID", "ID"), Map.entry("Name", "NAME"), Map.entry("Hostname", "HOSTNAME"),
            Map.entry("Machine", "MACHINE"), Map.entry("Role", "ROLE"), Map.entry("Leader", "LEADER"),
            Map.entry("State", "STATE"), Map.entry("Message", "MESSAGE"), Map.entry("Reachability", "REACHABILITY"),
            Map.entry("Availability", "AVAILABILITY"), Map.entry("Address", "ADDRESS"),
            Map.entry("EngineVersion", "ENGINE"), Map.entry("Labels", "LABELS"));

    private NodeRows() {
    }

    /** Read a format for rows; an empty one is the default. */
    static RowFormat format(String given) {
        return new RowFormat(given, FORMAT, HEADERS);
    }

    /** Return what a template can show of the nodes. */
    static List<Map<String, Object>> data(List<SwarmNode> nodes) {
        return nodes.stream().map(NodeRows::data).toList();
    }

    private static Map<String, Object> data(SwarmNode node) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ID", node.id());
        data.put("Name", node.machine().orElse(node.hostname()));
        data.put("Hostname", node.hostname());
        data.put("Machine", node.machine().orElse(""));
        data.put("Role", node.role().word() + (node.leader() ? " (leader)" : ""));
        data.put("Leader", node.leader());
        data.put("State", state(node));
        data.put("Message", node.message());
        data.put("Reachability", node.reachability());
        data.put("Availability", node.availability().word());
        data.put("Address", node.address());
        data.put("EngineVersion", node.engineVersion());
        List<String> labels = new ArrayList<>();
        new TreeMap<>(node.labels()).forEach((key, value) -> labels.add(key + "=" + value));
        data.put("Labels", String.join(",", labels));
        return data;
    }

    /** Return the state, and what else is wrong with a manager that is said to be ready. */
    private static String state(SwarmNode node) {
        return node.healthy() || !node.state().equals("ready") ? node.state() : "ready (" + node.reachability() + ")";
    }

    /** Return the nodes for a JSON document. */
    static List<Map<String, Object>> json(List<SwarmNode> nodes) {
        return nodes.stream().map(NodeRows::json).toList();
    }

    private static Map<String, Object> json(SwarmNode node) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("id", node.id());
        keys.put("hostname", node.hostname());
        keys.put("machine", node.machine().orElse(""));
        keys.put("role", node.role().word());
        keys.put("leader", node.leader());
        keys.put("state", node.state());
        keys.put("message", node.message());
        keys.put("reachability", node.reachability());
        keys.put("healthy", node.healthy());
        keys.put("availability", node.availability().word());
        keys.put("address", node.address());
        keys.put("engineVersion", node.engineVersion());
        keys.put("labels", new TreeMap<>(node.labels()));
        return keys;
    }
}
