package dev.jmachine.swarm.stack;

import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import dev.jmachine.swarm.mode.Swarm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engines know of stacks: objects that bear the stack's name as a label, which is all that a stack is.
 *
 * @param swarm the swarm
 */
record StackApi(Swarm swarm) {
    /** The label that {@code docker stack deploy} gives all that it makes. */
    static final String LABEL = "com.docker.stack.namespace";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;

    /** Return the services of all stacks. */
    List<JsonObject> services() {
        return get("/services", LABEL).objects();
    }

    /** Return a stack's services, with how many of their tasks run. */
    List<JsonObject> services(String stack) {
        return get("/services?status=true", LABEL + "=" + stack).objects();
    }

    /** Return a stack's tasks. */
    List<JsonObject> tasks(String stack) {
        return get("/tasks", LABEL + "=" + stack).objects();
    }

    /** Return host names of nodes, by their ids. */
    Map<String, String> hostNames() {
        Map<String, String> names = new HashMap<>();
        engine().get("/nodes", TIMEOUT).objects().forEach(node ->
                names.put(node.text("ID"), node.object("Description").text("Hostname")));
        return names;
    }

    /** Return what a stack has of a kind such as {@code networks}. */
    List<JsonObject> objects(String kind, String stack) {
        return get("/" + kind, LABEL + "=" + stack).objects();
    }

    /** Delete something and return the answer; what is gone already counts as deleted. */
    boolean delete(String kind, String id) {
        EngineAnswer answer = engine().delete("/" + kind + "/" + id, TIMEOUT);
        return answer.accepted() || answer.status() == NOT_FOUND;
    }

    private EngineAnswer get(String path, String label) {
        String filters = new Json().write(Map.of("label", List.of(label)));
        return engine().get(path + (path.contains("?") ? "&" : "?") + "filters="
                + URLEncoder.encode(filters, StandardCharsets.UTF_8), TIMEOUT);
    }

    private EngineClient engine() {
        return swarm.engine();
    }
}
