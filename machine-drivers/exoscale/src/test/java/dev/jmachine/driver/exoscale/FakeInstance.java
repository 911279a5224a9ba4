package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance of the simulator. */
final class FakeInstance {
    private final String id;
    private final JsonValue wish;
    private String state = "starting";

    FakeInstance(String id, JsonValue wish) {
        this.id = id;
        this.wish = wish;
    }

    String id() {
        return id;
    }

    String state() {
        return state;
    }

    void become(String next) {
        state = next;
    }

    boolean isChanging() {
        return state.endsWith("ing") && !state.equals("running");
    }

    /** Return whether it is in a group of a kind, such as {@code security-groups}. */
    boolean isIn(String kind, String group) {
        return wish.each(kind).stream().anyMatch(reference -> reference.text("id").equals(group));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new HashMap<>(Map.of("id", id, "name", wish.text("name"), "state", state,
                "labels", wish.at("labels").isEmpty() ? Map.of() : wish.at("labels").value(),
                "security-groups", references("security-groups")));
        if (!state.equals("starting")) {
            json.put("public-ip", "127.0.0.1");
        }
        return json;
    }

    private List<Map<String, String>> references(String kind) {
        return wish.each(kind).stream().map(reference -> Map.of("id", reference.text("id"))).toList();
    }
}
