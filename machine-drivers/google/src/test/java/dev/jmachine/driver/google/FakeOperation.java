package dev.jmachine.driver.google;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operation of the simulator. */
final class FakeOperation {
    private final String name;
    private final boolean zonal;
    private final String requestId;
    private final String error;
    private Runnable effect;

    FakeOperation(int number, boolean zonal, String requestId, String error, Runnable effect) {
        this.name = "operation-" + number;
        this.zonal = zonal;
        this.requestId = requestId;
        this.error = error;
        this.effect = effect;
    }

    String name() {
        return name;
    }

    boolean hasRequestId(String id) {
        return id.equals(requestId);
    }

    boolean isOf(String filter) {
        return filter.equals("clientOperationId=\"" + requestId + "\"");
    }

    void finish() {
        if (effect != null) {
            effect.run();
            effect = null;
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(
                Map.of("kind", "compute#operation", "name", name, "status", effect == null ? "DONE" : "RUNNING"));
        if (zonal) {
            json.put("zone", "https://www.googleapis.com/compute/v1/projects/test/zones/us-central1-a");
        }
        if (effect == null && !error.isEmpty()) {
            json.put("httpErrorStatusCode", 403);
            json.put("error", Map.of("errors", List.of(Map.of("code", error, "message", "It was not possible."))));
        }
        return json;
    }
}
