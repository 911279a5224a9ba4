package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The groups of one kind that the simulator has. */
final class FakeGroups {
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private boolean hidden;

    /** Tell of no group at the next look, as when they are made right after it. */
    void hideOnce() {
        hidden = true;
    }

    /** Make a group and return its id; null when there is one of that name. */
    String make(JsonValue wish) {
        if (id(wish.text("name")).isPresent()) {
            return null;
        }
        String id = UUID.randomUUID().toString();
        groups.put(id, new HashMap<>(Map.of("id", id, "name", wish.text("name"),
                "description", wish.text("description"), "rules", new ArrayList<Object>())));
        return id;
    }

    Optional<String> id(String name) {
        return groups.entrySet().stream().filter(group -> group.getValue().get("name").equals(name))
                .map(Map.Entry::getKey).findFirst();
    }

    boolean has(String id) {
        return groups.containsKey(id);
    }

    void remove(String id) {
        groups.remove(id);
    }

    Map<String, Object> show(String id) {
        return groups.get(id);
    }

    List<Map<String, Object>> all() {
        boolean told = !hidden;
        hidden = false;
        return told ? List.copyOf(groups.values()) : List.of();
    }

    List<String> names() {
        return groups.values().stream().map(group -> (String) group.get("name")).toList();
    }

    @SuppressWarnings("unchecked")
    List<Object> rules(String id) {
        return (List<Object>) groups.get(id).get("rules");
    }
}
