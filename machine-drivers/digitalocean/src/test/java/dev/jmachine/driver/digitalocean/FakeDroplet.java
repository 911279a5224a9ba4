package dev.jmachine.driver.digitalocean;

import java.util.List;
import java.util.Map;

/** A droplet of the simulator. Whatever it is told to do is done when it has been looked at once. */
final class FakeDroplet {
    private final long id;
    private final String name;
    private final List<String> tags;
    private String status = "new";
    private boolean deleted;
    private long action;
    private String pending = "";

    FakeDroplet(long id, String name, List<String> tags) {
        this.id = id;
        this.name = name;
        this.tags = tags;
    }

    long id() {
        return id;
    }

    List<String> tags() {
        return tags;
    }

    boolean isLocked() {
        return !pending.isEmpty() || status.equals("new");
    }

    void delete() {
        deleted = true;
    }

    boolean isGoneAtNextLook() {
        return deleted;
    }

    /** Let time pass; what is told is how it was before. */
    FakeDroplet look() {
        FakeDroplet before = new FakeDroplet(id, name, tags);
        before.status = status;
        if (status.equals("new")) {
            status = "active";
        } else {
            finish();
        }
        return before;
    }

    Map<String, Object> begin(long number, String type) {
        action = number;
        pending = type;
        return Map.of("id", number, "type", type, "status", "in-progress");
    }

    Map<String, Object> lookAtAction(long number) {
        String told = number == action && !pending.isEmpty() ? "in-progress" : "completed";
        finish();
        return Map.of("id", number, "status", told);
    }

    private void finish() {
        status = switch (pending) {
            case "power_on", "reboot" -> "active";
            case "power_off", "shutdown" -> "off";
            default -> status;
        };
        pending = "";
    }

    Map<String, Object> toJson() {
        List<Map<String, Object>> addresses = status.equals("new") ? List.of() : List.of(
                Map.of("ip_address", "10.108.0.2", "type", "private"),
                Map.of("ip_address", "127.0.0.1", "type", "public"));
        return Map.of("id", id, "name", name, "status", status, "tags", tags, "locked", isLocked(),
                "networks", Map.of("v4", addresses));
    }
}
