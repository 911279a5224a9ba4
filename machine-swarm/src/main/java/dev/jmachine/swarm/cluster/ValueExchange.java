package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.json.JsonObject;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gives a config or secret another content. The engine changes none that is there, so services are led over one with
 * the new content and another name, while the one with the old content is removed and made anew under its own name, which
 * is the one that stacks refer to. Cut short at any instant, it is gone on with by doing it again.
 *
 * @param swarm the swarm
 * @param type config or secret
 * @param name its name
 * @param resource what it is to be
 */
record ValueExchange(SwarmContents swarm, ResourceType type, String name, SwarmResource resource) {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 5;
    private static final int DIGEST_LETTERS = 8;

    void run(Map<String, ObservedResource> there) {
        String between = name + "-" + resource.digest().substring(0, DIGEST_LETTERS);
        ObservedResource old = there.get(name);
        ObservedResource bridge = there.get(between);
        String id = old == null ? "" : old.id();
        if (old != null && !old.digest().equals(resource.digest())) {
            String over = bridge == null ? swarm.create(type, between, resource) : bridge.id();
            bridge = new ObservedResource(over, resource.cluster(), resource.digest());
            lead(old.id(), over, between);
            swarm.delete(type, old.id());
            id = "";
        }
        String present = id.isEmpty() ? swarm.create(type, name, resource) : id;
        if (bridge != null) {
            lead(bridge.id(), present, name);
            swarm.delete(type, bridge.id());
        }
    }

    /** Have all services that use one use another one. */
    private void lead(String from, String to, String toName) {
        for (JsonObject service : swarm.engine().get("/services", ANSWER).objects()) {
            if (uses(service, from)) {
                update(service.text("ID"), from, to, toName);
            }
        }
    }

    private void update(String service, String from, String to, String toName) {
        EngineAnswer answer = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JsonObject now = swarm.engine().get("/services/" + service, ANSWER).object();
            answer = swarm.engine().post("/services/" + service + "/update?version=" + SwarmContents.version(now),
                    exchanged(now, from, to, toName), ANSWER);
            if (answer.accepted() || !answer.message().contains("out of sequence")) {
                break; // Out of sequence: somebody else has just changed the service.
            }
        }
        if (!answer.accepted()) {
            throw new MachineException(ErrorCode.ENGINE_REFUSED,
                    "Giving a service the new content of the " + type.word() + " " + name, answer.message());
        }
    }

    private String key() {
        return type == ResourceType.CONFIG ? "Configs" : "Secrets";
    }

    private String field(String suffix) {
        String word = type.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + suffix;
    }

    private boolean uses(JsonObject service, String id) {
        return service.object("Spec").object("TaskTemplate").object("ContainerSpec").objects(key()).stream()
                .anyMatch(reference -> reference.text(field("ID")).equals(id));
    }

    private Map<String, Object> exchanged(JsonObject service, String from, String to, String toName) {
        JsonObject spec = service.object("Spec");
        JsonObject template = spec.object("TaskTemplate");
        JsonObject container = template.object("ContainerSpec");
        List<Object> references = new ArrayList<>();
        for (JsonObject reference : container.objects(key())) {
            Map<String, Object> values = new LinkedHashMap<>(reference.values());
            if (reference.text(field("ID")).equals(from)) {
                values.put(field("ID"), to);
                values.put(field("Name"), toName);
            }
            references.add(values);
        }
        return with(spec, "TaskTemplate", with(template, "ContainerSpec", with(container, key(), references)));
    }

    private static Map<String, Object> with(JsonObject object, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(object.values());
        changed.put(key, value);
        return changed;
    }
}
