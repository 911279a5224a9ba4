package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Deadline;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.JsonObject;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedResource;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is on a swarm, asked for and changed through the API of a manager's engine. What was made for a cluster bears
 * its name and the digest of the content as labels.
 *
 * @param engine the manager's API
 */
record SwarmContents(EngineClient engine) {
    /** The label that says for which cluster a thing was made. */
    static final String CLUSTER_LABEL = "dev.jmachine.cluster";
    /** The label that holds the salted digest of a thing's content. */
    static final String DIGEST_LABEL = "dev.jmachine.digest";

    private static final String STACK_LABEL = "com.docker.stack.namespace";
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration RELEASE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int NOT_FOUND = 404;
    private static final long NANOS = 1_000_000_000L;

    /** Return the settings. */
    ObservedSettings settings() {
        JsonObject spec = engine.get("/swarm", ANSWER).object().object("Spec");
        return new ObservedSettings(spec.object("EncryptionConfig").flag("AutoLockManagers"),
                spec.object("Orchestration").number("TaskHistoryRetentionLimit",
                        SwarmSettings.DEFAULT.taskHistory()),
                spec.object("CAConfig").number("NodeCertExpiry",
                        SwarmSettings.DEFAULT.certificateValidity().toNanos()) / NANOS);
    }

    static long version(JsonObject object) {
        return object.object("Version").number("Index", 0);
    }

    /** Return the networks, configs and secrets. */
    Map<ResourceType, Map<String, ObservedResource>> resources() {
        Map<ResourceType, Map<String, ObservedResource>> resources = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            Map<String, ObservedResource> found = new HashMap<>();
            for (JsonObject object : engine.get(type.path(), ANSWER).objects()) {
                if (type != ResourceType.NETWORK || object.text("Scope").equals("swarm")) {
                    add(type, object, found);
                }
            }
            resources.put(type, found);
        }
        return resources;
    }

    private static void add(ResourceType type, JsonObject object, Map<String, ObservedResource> found) {
        JsonObject described = type == ResourceType.NETWORK ? object : object.object("Spec");
        JsonObject labels = described.object("Labels");
        found.put(described.text("Name"), new ObservedResource(
                object.text(type == ResourceType.NETWORK ? "Id" : "ID"),
                labels.text(CLUSTER_LABEL), labels.text(DIGEST_LABEL)));
    }

    /** Return the names of the stacks that have services. */
    Set<String> stacks() {
        Set<String> stacks = new TreeSet<>();
        for (JsonObject service : engine.get("/services", ANSWER).objects()) {
            String stack = service.object("Spec").object("Labels").text(STACK_LABEL);
            if (!stack.isEmpty()) {
                stacks.add(stack);
            }
        }
        return stacks;
    }

    /** Make a network, config or secret, or have it take the place of the one of that name. */
    void put(ResourceType type, String name, SwarmResource resource) {
        Map<String, ObservedResource> there = resources().get(type);
        if (type == ResourceType.NETWORK) {
            if (there.containsKey(name)) {
                delete(type, there.get(name).id());
            }
            create(type, name, resource);
        } else {
            new ValueExchange(this, type, name, resource).run(there);
        }
    }

    /** Make one and return its id. */
    String create(ResourceType type, String name, SwarmResource resource) {
        Map<String, String> labels = new LinkedHashMap<>(resource.labels());
        labels.put(CLUSTER_LABEL, resource.cluster());
        labels.put(DIGEST_LABEL, resource.digest());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("Name", name);
        request.put("Labels", labels);
        request.putAll(resource.request());
        JsonObject made = engine.post(type.path() + "/create", request, ANSWER).object();
        return made.text(type == ResourceType.NETWORK ? "Id" : "ID");
    }

    /** Remove one of a name, if it is there. */
    void remove(ResourceType type, String name) {
        ObservedResource resource = resources().get(type).get(name);
        if (resource != null) {
            delete(type, resource.id());
        }
    }

    /** Delete one; what ended services have not let go of yet is waited for. */
    void delete(ResourceType type, String id) {
        Deadline deadline = Deadline.after(RELEASE);
        EngineAnswer[] answer = new EngineAnswer[1];
        deadline.await("what uses the " + type.word(), PAUSE, () -> {
            answer[0] = engine.delete(type.path() + "/" + id, ANSWER);
            return !inUse(answer[0]) || deadline.expired();
        });
        if (answer[0].status() != NOT_FOUND) {
            answer[0].orThrow();
        }
    }

    private static boolean inUse(EngineAnswer answer) {
        return !answer.accepted() && (answer.message().contains("in use") || answer.message().contains("endpoints"));
    }
}
