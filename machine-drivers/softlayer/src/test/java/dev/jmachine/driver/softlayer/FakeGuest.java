package dev.jmachine.driver.softlayer;

import dev.jmachine.cloud.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A virtual server of the simulator. Transactions on it go on as it is looked at. */
final class FakeGuest {
    private static final int PROVISIONING_LOOKS = 2;

    private final long id;
    private final JsonValue template;
    private List<String> tags = new ArrayList<>();
    private String power = "HALTED";
    private String provisioned = "";
    private int looks = PROVISIONING_LOOKS;
    private String next = "RUNNING";

    FakeGuest(long id, Map<String, Object> template) {
        this.id = id;
        this.template = new JsonValue(template);
    }

    long id() {
        return id;
    }

    boolean isBusy() {
        return looks > 0;
    }

    boolean isGone() {
        return power.equals("GONE");
    }

    boolean is(String state) {
        return power.equals(state);
    }

    void tag(List<String> all) {
        tags = all;
    }

    /** Begin a transaction that ends in a state. */
    void begin(String state) {
        next = state;
        looks = 1;
    }

    /** Have the state set without a transaction. */
    void become(String state) {
        power = state;
        provisioned = "2026-01-01T00:00:00-06:00";
        looks = 0;
    }

    /** Tell how it is, and let time pass. */
    Map<String, Object> look() {
        Map<String, Object> before = toJson();
        if (looks > 0) {
            looks--;
            if (looks <= 1 && provisioned.isEmpty()) {
                provisioned = "2026-01-01T00:00:00-06:00";
            }
            if (looks == 0) {
                power = next;
            }
        }
        return before;
    }

    /** Tell all that masks can ask for. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new HashMap<>(Map.of(
                "id", id,
                "hostname", template.text("hostname"),
                "domain", template.text("domain"),
                "powerState", Map.of("keyName", power),
                "userData", template.at("userData").value() == null ? List.of() : template.at("userData").value(),
                "tagReferences", tags.stream().map(tag -> Map.of("tag", Map.of("name", tag))).toList()));
        if (!provisioned.isEmpty()) {
            json.put("provisionDate", provisioned);
            json.put("primaryBackendIpAddress", "10.45.19.37");
        }
        if (!provisioned.isEmpty() && !template.flag("privateNetworkOnlyFlag")) {
            json.put("primaryIpAddress", "127.0.0.1");
        }
        if (looks > 0) {
            json.put("activeTransaction", Map.of("id", id + 1_000_000));
        }
        return json;
    }
}
