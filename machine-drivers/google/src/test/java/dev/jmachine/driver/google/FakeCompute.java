package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A simulator of the parts of Compute Engine's API v1 that the driver uses, and of Google's token endpoint, written
 * after their public reference. Everything is an operation that is done once something has been looked at; a request with
 * an id that was seen before is answered with its operation. External addresses are this computer's loopback address.
 */
final class FakeCompute extends FakeRestApi {
    private static final String PROJECT = "/compute/v1/projects/test/";
    private static final String ZONE = PROJECT + "zones/us-central1-a";
    private static final String IMAGES = "/compute/v1/projects/ubuntu-os-cloud/global/images/";

    final FakeTokens tokens = new FakeTokens();
    private final Map<String, FakeInstance> instances = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> disks = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    private final Map<String, FakeOperation> operations = new LinkedHashMap<>();
    private final List<Map<String, Object>> created = new ArrayList<>();
    private String address = "127.0.0.1";
    private String failure = "";

    /** Give instances another external address from their next start on. */
    synchronized void moveTo(String next) {
        address = next;
    }

    /** Let the next operations that make an instance fail with a code; empty for none. */
    synchronized void failInserts(String code) {
        failure = code;
    }

    /** Return the requests that made instances. */
    synchronized List<Map<String, Object>> created() {
        return List.copyOf(created);
    }

    /** Return the only firewall rule. */
    synchronized JsonValue rule() {
        return new JsonValue(rules.values().iterator().next());
    }

    /** Put an instance there that somebody else has made, running. */
    synchronized FakeInstance add(String name) {
        FakeInstance instance = new FakeInstance(Map.of("name", name, "networkInterfaces",
                List.of(Map.of("accessConfigs", List.of(Map.of())))), "us-central1-a");
        instance.run(address);
        instances.put(name, instance);
        return instance;
    }

    /** Have all instances vanish, as when somebody deletes them in the console. */
    synchronized void loseInstances() {
        instances.clear();
        disks.clear();
    }

    /** Return all that is there. */
    synchronized List<String> things() {
        return Stream.of(instances.keySet(), disks.keySet(), rules.keySet()).flatMap(names -> names.stream()).toList();
    }

    @Override
    protected Reply answer(Request request, String requestId) {
        if (request.path().equals("/token")) {
            return tokens.answer(request);
        }
        if (!request.authorization().equals("Bearer " + FakeTokens.TOKEN)) {
            return failure(401, "authError", "Invalid Credentials", requestId);
        }
        Reply reply = request.method().equals("GET") ? get(request) : change(request, requestId);
        if (request.method().equals("GET")) {
            operations.values().forEach(FakeOperation::finish);
        }
        return reply != null ? reply : failure(404, "notFound",
                "The resource '" + request.path().replaceFirst("^/compute/v1/", "") + "' was not found", requestId);
    }

    private Reply get(Request request) {
        String path = request.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith(PROJECT + "aggregated/")) {
            List<?> things = last.equals("disks") ? List.copyOf(disks.values())
                    : instances.values().stream().map(FakeInstance::json).toList();
            return json(Map.of("items", Map.of("zones/us-central1-a", Map.of(last, things), "zones/other", Map.of())));
        }
        return switch (path) {
            case PROJECT + "global/firewalls" -> json(Map.of("items", List.copyOf(rules.values())));
            case ZONE -> json(Map.of("name", "us-central1-a", "status", "UP"));
            case ZONE + "/operations" -> json(Map.of("items", operations.values().stream()
                    .filter(known -> known.isOf(request.query().get("filter"))).map(FakeOperation::json).toList()));
            case ZONE + "/machineTypes/e2-medium" -> json(Map.of("name", last, "architecture", "X86_64"));
            case IMAGES + "family/ubuntu-2404-lts-amd64" -> json(Map.of("architecture", "X86_64", "diskSizeGb", "10"));
            case IMAGES + "family/ubuntu-2404-lts-arm64" -> json(Map.of("architecture", "ARM64"));
            case PROJECT + "regions/us-central1/addresses/fixed" -> json(Map.of("address", "203.0.113.7"));
            default -> thing(path, last);
        };
    }

    private Reply thing(String path, String last) {
        if (path.contains("/operations/")) {
            return json(operations.get(last).json());
        }
        if (path.endsWith("/serialPort")) {
            return json(Map.of("contents", "first line\nkernel panic\n"));
        }
        FakeInstance instance = instances.get(last);
        Object found = path.startsWith(ZONE + "/instances/") ? instance == null ? null : instance.json()
                : path.startsWith(ZONE + "/disks/") ? disks.get(last)
                : path.startsWith(PROJECT + "global/firewalls/") ? rules.get(last) : null;
        return found == null ? null : json(found);
    }

    private Reply change(Request request, String requestId) {
        String known = request.query().get("requestId");
        FakeOperation before = known == null ? null : operations.values().stream()
                .filter(operation -> operation.hasRequestId(known)).findFirst().orElse(null);
        if (before != null) {
            return json(before.json());
        }
        String path = request.path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals(ZONE + "/instances")) {
            return insert(request, requestId);
        }
        if (path.equals(PROJECT + "global/firewalls")) {
            String name = (String) request.body().get("name");
            return rules.putIfAbsent(name, request.body()) == null ? begin(false, "", () -> { })
                    : failure(409, "alreadyExists", "The resource '" + name + "' already exists", requestId);
        }
        if (path.startsWith(ZONE + "/disks/")) {
            return disks.remove(last) == null ? null : begin(true, "", () -> { });
        }
        if (path.startsWith(PROJECT + "global/firewalls/")) {
            return rules.remove(last) == null ? null : begin(false, "", () -> { });
        }
        String[] parts = path.substring(ZONE.length() + 1).split("/");
        FakeInstance instance = instances.get(parts[1]);
        return instance == null ? null : act(instance, request, parts.length < 3 ? "delete" : parts[2], requestId);
    }

    private Reply insert(Request request, String requestId) {
        JsonValue wish = new JsonValue(request.body());
        String name = wish.text("name");
        if (instances.containsKey(name)) {
            return failure(409, "alreadyExists", "The resource '" + name + "' already exists", requestId);
        }
        created.add(request.body());
        FakeOperation operation;
        if (failure.isEmpty()) {
            FakeInstance instance = new FakeInstance(request.body(), "us-central1-a");
            instances.put(name, instance);
            JsonValue disk = wish.each("disks").get(0).at("initializeParams");
            disks.put(disk.text("diskName"), Map.of("name", disk.text("diskName"), "zone", instance.json().get("zone"),
                    "labels", disk.at("labels").value()));
            operation = new FakeOperation(operations.size(), true, request.query().get("requestId"), "",
                    () -> instance.run(address));
        } else {
            operation = new FakeOperation(
                    operations.size(), true, request.query().get("requestId"), failure, () -> { });
        }
        operations.put(operation.name(), operation);
        return json(operation.json());
    }

    private Reply act(FakeInstance instance, Request request, String action, String requestId) {
        switch (action) {
            case "delete" -> instance.become("STOPPING");
            case "stop" -> instance.become("STOPPING");
            case "start", "resume" -> instance.become("STAGING");
            default -> {
                if (!instance.replace(action.equals("setTags") ? "tags" : "metadata", request.body())) {
                    return failure(412, "conditionNotMet", "Supplied fingerprint does not match", requestId);
                }
            }
        }
        return begin(true, "", () -> {
            switch (action) {
                case "delete" -> {
                    instances.remove(instance.name());
                    disks.remove(instance.name() + "-disk");
                }
                case "stop" -> instance.become("TERMINATED");
                case "start", "resume" -> instance.run(address);
                default -> { }
            }
        });
    }

    private Reply begin(boolean zonal, String error, Runnable effect) {
        FakeOperation operation = new FakeOperation(operations.size(), zonal, "", error, effect);
        if (!zonal) {
            // What is the project's takes no time.
            operation.finish();
        }
        operations.put(operation.name(), operation);
        return json(operation.json());
    }

    private static Reply json(Object body) {
        return Reply.json(200, Map.of(), body);
    }

    static Reply failure(int status, String reason, String message, String requestId) {
        return Reply.json(status, Map.of("X-Request-Id", requestId), Map.of("error", Map.of(
                "code", status, "message", message,
                "errors", List.of(Map.of("domain", "global", "reason", reason, "message", message)),
                "details", List.of(Map.of(
                        "@type", "type.googleapis.com/google.rpc.RequestInfo", "requestId", requestId)))));
    }
}
