package dev.jmachine.swarm.mode;

import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.json.JsonObject;
import dev.jmachine.testkit.FakeEngine;
import dev.jmachine.testkit.FakeEngine.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine in memory that can be a node of a {@link FakeSwarm}, and a machine of the driver {@code none} for it. */
final class FakeNode implements AutoCloseable {
    private static final Pattern NODE = Pattern.compile("/nodes/([^/?]+)(/update\\?version=(\\d+))?(\\?.*)?");

    final String name;
    final FakeEngine engine = FakeEngine.plain();
    final List<String> changes = new CopyOnWriteArrayList<>();
    /** The swarms that it can find by their tokens. */
    final List<FakeSwarm> reachable = new ArrayList<>();
    volatile FakeSwarm swarm;
    volatile String node = "";
    volatile String state = "inactive";
    volatile boolean leaderless;

    FakeNode(String name) {
        this.name = name;
        engine.routes(this::answer);
    }

    /** Puts a machine for it into a store. */
    FakeNode in(Machines machines) {
        machines.create(MachineSpec.builder(name, "none").option("url", engine.url().toString()).build());
        return this;
    }

    /** Lets it be a node of a swarm. */
    FakeNode enter(FakeSwarm into, boolean manager) {
        swarm = into;
        node = into.add(name, manager);
        state = "active";
        return this;
    }

    private boolean manager() {
        return swarm != null && (leaderless || swarm.manages(node));
    }

    private synchronized Optional<Reply> answer(String method, String path, String body) {
        if (path.equals("/info")) {
            return Optional.of(new Reply(200, info()));
        }
        if (!path.startsWith("/swarm") && !path.startsWith("/nodes") && !path.startsWith("/tasks")) {
            return Optional.empty();
        }
        if (!method.equals("GET")) {
            changes.add(method + " " + path.replaceFirst("\\?.*", ""));
        }
        if (method.equals("POST") && Set.of("/swarm/init", "/swarm/join", "/swarm/leave?force=true").contains(path)) {
            return Optional.of(change(path, body));
        }
        return Optional.of(manager() && !leaderless ? manage(method, path, body)
                : refusal(503, "This node is not a swarm manager."));
    }

    private Reply change(String path, String body) {
        if (path.startsWith("/swarm/leave")) {
            if (swarm != null && swarm.nodes.containsKey(node)) {
                swarm.lose(node);
            }
            swarm = null;
            node = "";
            state = "inactive";
            return new Reply(200, "");
        }
        if (!state.equals("inactive")) {
            return refusal(503, "This node is already part of a swarm.");
        }
        if (path.equals("/swarm/init")) {
            enter(new FakeSwarm("begun-on-" + name), true);
            return new Reply(200, "\"" + node + "\"");
        }
        String token = new JsonObject(FakeSwarm.object(body)).text("JoinToken");
        for (FakeSwarm one : reachable) {
            if (token.startsWith(one.id)) {
                enter(one, token.endsWith("-manager"));
                return new Reply(200, "");
            }
        }
        return refusal(400, "remote CA does not match fingerprint. Expected: 1d2");
    }

    private Reply manage(String method, String path, String body) {
        Matcher one = NODE.matcher(path);
        if (path.equals("/swarm")) {
            return new Reply(200, swarm.describe());
        }
        if (path.equals("/nodes")) {
            return new Reply(200, swarm.list());
        }
        if (path.startsWith("/tasks")) {
            return new Reply(200, "[]");
        }
        if (!one.matches() || !swarm.nodes.containsKey(one.group(1))) {
            return refusal(404, "node not found");
        }
        if (method.equals("GET")) {
            return new Reply(200, FakeSwarm.JSON.write(swarm.nodes.get(one.group(1))));
        }
        if (method.equals("DELETE")) {
            swarm.nodes.remove(one.group(1));
            return new Reply(200, "");
        }
        return swarm.update(one.group(1), one.group(3), body) ? new Reply(200, "")
                : refusal(500, "rpc error: code = Unknown desc = update out of sequence");
    }

    private static Reply refusal(int status, String message) {
        return new Reply(status, FakeSwarm.JSON.write(Map.of("message", message)));
    }

    private String info() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("LocalNodeState", state);
        told.put("NodeID", node);
        told.put("ControlAvailable", manager());
        told.put("Error", leaderless ? "The swarm does not have a leader." : "");
        if (manager() && !leaderless) {
            told.put("Cluster", Map.of("ID", swarm.id));
        }
        if (swarm != null) {
            told.put("RemoteManagers", swarm.managers().stream()
                    .map(id -> Map.of("NodeID", id, "Addr", "192.0.2.9:2377")).toList());
        }
        return FakeSwarm.JSON.write(Map.of("Name", name, "Swarm", told));
    }

    @Override
    public void close() {
        engine.close();
    }
}
