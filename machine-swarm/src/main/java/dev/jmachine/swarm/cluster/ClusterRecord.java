package dev.jmachine.swarm.cluster;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the store knows of a cluster: whatever was made for it, written before it is made. Immutable. Contents of
 * configs and secrets are not in it, only digests with a salt of the cluster's own.
 *
 * @param name the cluster's name
 * @param swarmId the id of its swarm; empty as long as there is none
 * @param salt of the digests
 * @param machines its machines by name
 * @param resources digests of its networks, configs and secrets, by type and name
 * @param stacks digests of what its stacks were deployed from, by name; an empty one before that was done
 * @param images digests of the archives of images that were put on its machines, by image name
 */
record ClusterRecord(
        String name,
        String swarmId,
        String salt,
        Map<String, MemberRecord> machines,
        Map<ResourceType, Map<String, String>> resources,
        Map<String, String> stacks,
        Map<String, String> images) {
    static final int VERSION = 1;

    /**
     * One machine of the cluster.
     *
     * @param role what it was to be in the swarm
     * @param node its node's id in the swarm; empty before it was enrolled
     * @param labels keys of the node's labels that were set for the cluster
     * @param engineChanging whether its engine was about to be changed, and that has not been done
     */
    record MemberRecord(SwarmSpec.Role role, String node, Set<String> labels, boolean engineChanging) {
        MemberRecord {
            labels = Collections.unmodifiableSet(new TreeSet<>(labels));
        }

        static MemberRecord of(SwarmSpec.Role role) {
            return new MemberRecord(role, "", Set.of(), false);
        }

        MemberRecord withRole(SwarmSpec.Role value) {
            return new MemberRecord(value, node, labels, engineChanging);
        }

        MemberRecord withNode(String value) {
            return new MemberRecord(role, value, labels, engineChanging);
        }

        MemberRecord withLabels(Set<String> value) {
            return new MemberRecord(role, node, value, engineChanging);
        }

        MemberRecord withEngineChanging(boolean value) {
            return new MemberRecord(role, node, labels, value);
        }
    }

    ClusterRecord {
        machines = Collections.unmodifiableMap(new LinkedHashMap<>(machines));
        Map<ResourceType, Map<String, String>> copy = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            copy.put(type, Collections.unmodifiableMap(new LinkedHashMap<>(resources.getOrDefault(type, Map.of()))));
        }
        resources = Collections.unmodifiableMap(copy);
        stacks = Collections.unmodifiableMap(new LinkedHashMap<>(stacks));
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Return the record of a cluster of which nothing has been made yet. */
    static ClusterRecord begin(String name, String salt) {
        return new ClusterRecord(name, "", salt, Map.of(), Map.of(), Map.of(), Map.of());
    }

    ClusterRecord withSwarm(String id) {
        return new ClusterRecord(name, id, salt, machines, resources, stacks, images);
    }

    /** Return it with a machine as it is now, or without it when that is null. */
    ClusterRecord withMachine(String machine, MemberRecord member) {
        return new ClusterRecord(name, swarmId, salt, put(machines, machine, member), resources, stacks, images);
    }

    /** Return it with the digest of a resource, or without it when that is null. */
    ClusterRecord withResource(ResourceType type, String resource, String digest) {
        Map<ResourceType, Map<String, String>> changed = new EnumMap<>(resources);
        changed.put(type, put(resources.get(type), resource, digest));
        return new ClusterRecord(name, swarmId, salt, machines, changed, stacks, images);
    }

    /** Return it with the digest of a stack, or without it when that is null. */
    ClusterRecord withStack(String stack, String digest) {
        return new ClusterRecord(name, swarmId, salt, machines, resources, put(stacks, stack, digest), images);
    }

    /** Return it with the digest of an image's archive, or without it when that is null. */
    ClusterRecord withImage(String image, String digest) {
        return new ClusterRecord(name, swarmId, salt, machines, resources, stacks, put(images, image, digest));
    }

    private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return changed;
    }

    /** Return it as the JSON object that is written. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Version", VERSION);
        json.put("Name", name);
        json.put("SwarmId", swarmId);
        json.put("Salt", salt);
        Map<String, Object> members = new LinkedHashMap<>();
        machines.forEach((machine, member) -> members.put(machine, json(member)));
        json.put("Machines", members);
        resources.forEach((type, digests) -> json.put(key(type), digests));
        json.put("Stacks", stacks);
        json.put("Images", images);
        return json;
    }

    private static Map<String, Object> json(MemberRecord member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Role", member.role().name());
        json.put("Node", member.node());
        json.put("Labels", List.copyOf(member.labels()));
        json.put("EngineChanging", member.engineChanging());
        return json;
    }

    /** Return the record that a JSON object holds. */
    static ClusterRecord of(String name, JsonObject json) {
        Map<String, MemberRecord> machines = new LinkedHashMap<>();
        JsonObject members = json.object("Machines");
        new ArrayList<>(members.values().keySet())
                .forEach(machine -> machines.put(machine, member(members.object(machine))));
        Map<ResourceType, Map<String, String>> resources = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            resources.put(type, texts(json.object(key(type))));
        }
        return new ClusterRecord(name, json.text("SwarmId"), json.text("Salt"), machines, resources,
                texts(json.object("Stacks")), texts(json.object("Images")));
    }

    private static MemberRecord member(JsonObject json) {
        SwarmSpec.Role role = json.text("Role").equals("MANAGER") ? SwarmSpec.Role.MANAGER : SwarmSpec.Role.WORKER;
        return new MemberRecord(role, json.text("Node"), Set.copyOf(json.list("Labels")), json.flag("EngineChanging"));
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.values().keySet().forEach(key -> texts.put(key, json.text(key)));
        return texts;
    }

    private static String key(ResourceType type) {
        return switch (type) {
            case NETWORK -> "Networks";
            case CONFIG -> "Configs";
            case SECRET -> "Secrets";
        };
    }
}
