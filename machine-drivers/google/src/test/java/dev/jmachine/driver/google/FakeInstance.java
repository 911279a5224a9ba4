package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance of the simulator. */
final class FakeInstance {
    private final Map<String, Object> json;

    FakeInstance(Map<String, Object> request, String zone) {
        json = new LinkedHashMap<>(request);
        json.put("zone", "https://www.googleapis.com/compute/v1/projects/test/zones/" + zone);
        json.put("status", "PROVISIONING");
        fingerprint("tags");
        fingerprint("metadata");
    }

    String name() {
        return (String) json.get("name");
    }

    Map<String, Object> json() {
        return json;
    }

    void become(String status) {
        json.put("status", status);
    }

    /** Run, at an external address if it has one. */
    void run(String external) {
        become("RUNNING");
        JsonValue card = new JsonValue(json).each("networkInterfaces").get(0);
        Map<String, Object> running = new LinkedHashMap<>(Map.of("networkIP", "10.128.0.2"));
        List<Map<String, Object>> accesses = new ArrayList<>();
        card.each("accessConfigs").forEach(access -> accesses.add(Map.of("type", "ONE_TO_ONE_NAT", "natIP", external)));
        running.put("accessConfigs", accesses);
        json.put("networkInterfaces", List.of(running));
    }

    /** Replace a part, if it is told how it was. */
    boolean replace(String part, Map<String, Object> content) {
        boolean known = new JsonValue(json).text(part, "fingerprint").equals(content.get("fingerprint"));
        if (known) {
            json.put(part, content);
            fingerprint(part);
        }
        return known;
    }

    private void fingerprint(String part) {
        Map<String, Object> content = new LinkedHashMap<>();
        if (json.get(part) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> content.put((String) key, value));
        }
        content.put("fingerprint", "f" + Integer.toHexString(content.hashCode()));
        json.put(part, content);
    }
}
