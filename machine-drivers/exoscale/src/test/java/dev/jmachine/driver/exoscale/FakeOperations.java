package dev.jmachine.driver.exoscale;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The operations of the simulator: what takes its time is done once something has been looked at. */
final class FakeOperations {
    private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    private final Map<String, Runnable> pending = new LinkedHashMap<>();
    private final Map<String, String> failing = new HashMap<>();

    /** Return an operation that has succeeded already. */
    Map<String, Object> done(String reference) {
        String id = UUID.randomUUID().toString();
        operations.put(id, new HashMap<>(Map.of(
                "id", id, "state", "success", "reference", Map.of("id", reference, "link", "/v2/x/" + reference))));
        return operations.get(id);
    }

    /** Return an operation that has yet to be done. */
    Map<String, Object> begin(String reference, Runnable effect) {
        Map<String, Object> operation = done(reference);
        operation.put("state", "pending");
        pending.put((String) operation.get("id"), effect);
        return operation;
    }

    /** Return an operation that will fail for a reason. */
    Map<String, Object> fail(String reference, String reason, Runnable effect) {
        Map<String, Object> operation = begin(reference, effect);
        failing.put((String) operation.get("id"), reason);
        return operation;
    }

    /** Return an operation as it is now, or null. */
    Map<String, Object> look(String id) {
        Map<String, Object> operation = operations.get(id);
        return operation == null ? null : Map.copyOf(operation);
    }

    void finish() {
        pending.forEach((id, effect) -> {
            effect.run();
            Map<String, Object> operation = operations.get(id);
            String reason = failing.remove(id);
            operation.put("state", reason == null ? "success" : "failure");
            if (reason != null) {
                operation.putAll(Map.of("reason", reason, "message", "It was not possible"));
            }
        });
        pending.clear();
    }
}
