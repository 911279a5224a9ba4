package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A simulator of the parts of Exoscale's API v2 that the driver uses, in the zone {@code ch-dk-2}, written after its
 * public reference: signed requests, operations that take their time, groups that cannot go while they are used. An
 * instance's public address is this computer's loopback address.
 */
final class FakeExoscale extends FakeRestApi {
    static final String TEMPLATE = new UUID(0, 13).toString();
    private static final Map<String, Object> SMALL = type(1, "small", true);
    private static final List<Map<String, Object>> TYPES =
            List.of(SMALL, type(2, "medium", true), type(3, "titan", false));

    final FakeGroups security = new FakeGroups();
    final FakeGroups affinity = new FakeGroups();
    private final FakeSignatures signatures = new FakeSignatures();
    private final FakeOperations operations = new FakeOperations();
    private final Map<String, FakeInstance> instances = new LinkedHashMap<>();
    private final List<JsonValue> created = new ArrayList<>();
    private String failure = "";
    private int limit = 10;

    private static Map<String, Object> type(int number, String size, boolean authorized) {
        return Map.of("id", new UUID(1, number).toString(), "family", "standard", "size", size,
                "authorized", authorized, "zones", List.of("ch-dk-2", "de-fra-1"));
    }

    /** Let instances that are made from now on end in an error for a reason; empty for none. */
    synchronized void failInstances(String reason) {
        failure = reason;
    }

    /** Let the account have so many instances at most. */
    synchronized void limitTo(int most) {
        limit = most;
    }

    /** Return the requests that made instances. */
    synchronized List<JsonValue> created() {
        return List.copyOf(created);
    }

    /** Have all instances vanish, as when somebody deletes them in the portal. */
    synchronized void loseInstances() {
        instances.clear();
    }

    /** Put a running instance without labels there, and return its id. */
    synchronized String addInstance(String name) {
        FakeInstance instance = new FakeInstance(UUID.randomUUID().toString(), new JsonValue(Map.of("name", name)));
        instance.become("running");
        instances.put(instance.id(), instance);
        return instance.id();
    }

    /** Return all that is there. */
    synchronized List<String> things() {
        return Stream.of(instances.keySet(), security.names(), affinity.names()).flatMap(names -> names.stream())
                .toList();
    }

    @Override
    protected Reply answer(Request request, String requestId) {
        String refused = signatures.check(request);
        if (!refused.isEmpty()) {
            return failure(403, refused, requestId);
        }
        Reply reply = route(request, requestId);
        if (request.method().equals("GET")) {
            operations.finish();
        }
        return reply == null ? failure(404, "Not Found", requestId) : reply;
    }

    private Reply route(Request request, String requestId) {
        String[] path = request.path().substring(1).split("/");
        if (path.length < 2 || !path[0].equals("v2")) {
            return null;
        }
        return switch (path[1]) {
            case "zone" -> json(Map.of("zones", List.of(Map.of("name", "ch-dk-2"), Map.of("name", "de-fra-1"))));
            case "instance-type" -> json(Map.of("instance-types", TYPES));
            case "template" -> path.length == 2 ? templates(request) : template(path[2]);
            case "operation" -> json(operations.look(path[2]));
            case "security-group" -> group(request, path, security, requestId);
            case "anti-affinity-group" -> group(request, path, affinity, requestId);
            case "instance" -> path.length == 2 ? instances(request, requestId) : instance(request, path[2], requestId);
            default -> null;
        };
    }

    private static Reply templates(Request request) {
        return json(Map.of("templates", request.query().get("visibility").equals("private") ? List.of()
                : List.of(template(), Map.of("id", new UUID(0, 1).toString(), "created-at", "2025-08-01T00:00:00Z",
                        "name", "Linux Debian 13 (Trixie) 64-bit"))));
    }

    private static Reply template(String id) {
        return id.equals(TEMPLATE) ? json(template()) : null;
    }

    private static Map<String, Object> template() {
        return Map.of("id", TEMPLATE, "name", "Linux Debian 13 (Trixie) 64-bit", "default-user", "debian",
                "created-at", "2026-01-27T23:06:36Z", "size", 12L << 30);
    }

    private Reply group(Request request, String[] path, FakeGroups groups, String requestId) {
        String kind = path[1] + "s";
        if (path.length == 2 && request.method().equals("GET")) {
            return json(Map.of(kind, groups.all()));
        }
        if (path.length == 2) {
            String id = groups.make(new JsonValue(request.body()));
            return id == null ? failure(409, "A group of that name exists", requestId) : json(operations.done(id));
        }
        String id = path[2];
        if (!groups.has(id)) {
            return null;
        }
        if (path.length == 4) {
            groups.rules(id).add(request.body());
            return json(operations.done(id));
        }
        List<Map<String, String>> members = instances.values().stream()
                .filter(instance -> instance.isIn(kind, id)).map(instance -> Map.of("id", instance.id())).toList();
        if (request.method().equals("GET")) {
            Map<String, Object> whole = new LinkedHashMap<>(groups.show(id));
            whole.put("instances", members);
            return json(whole);
        }
        return members.isEmpty() ? json(operations.begin(id, () -> groups.remove(id)))
                : failure(409, "The group is in use", requestId);
    }

    private Reply instances(Request request, String requestId) {
        if (request.method().equals("GET")) {
            return json(Map.of("instances", instances.values().stream().map(FakeInstance::toJson).toList()));
        }
        JsonValue wish = new JsonValue(request.body());
        String refused = refusal(wish);
        if (!refused.isEmpty()) {
            return failure(400, refused, requestId);
        }
        if (instances.size() >= limit) {
            return failure(403, "The quota of instances is exceeded", requestId);
        }
        created.add(wish);
        FakeInstance instance = new FakeInstance(UUID.randomUUID().toString(), wish);
        instances.put(instance.id(), instance);
        return json(failure.isEmpty() ? operations.begin(instance.id(), () -> instance.become("running"))
                : operations.fail(instance.id(), failure, () -> instance.become("error")));
    }

    private String refusal(JsonValue wish) {
        byte[] userData = Base64.getDecoder().decode(wish.text("user-data"));
        boolean groupsAreThere = wish.each("security-groups").stream().allMatch(one -> security.has(one.text("id")))
                && wish.each("anti-affinity-groups").stream().allMatch(one -> affinity.has(one.text("id")));
        return userData.length == 0 || wish.text("name").isEmpty() ? "The request is not whole"
                : !wish.text("template", "id").equals(TEMPLATE) ? "There is no such template"
                : !wish.text("instance-type", "id").equals(SMALL.get("id")) ? "There is no such type"
                : groupsAreThere ? "" : "There is no such group";
    }

    private Reply instance(Request request, String which, String requestId) {
        String[] parts = which.split(":");
        FakeInstance instance = instances.get(parts[0]);
        if (instance == null) {
            return null;
        }
        if (request.method().equals("GET")) {
            return json(instance.toJson());
        }
        if (instance.isChanging()) {
            return failure(409, "The instance is " + instance.state(), requestId);
        }
        return json(request.method().equals("DELETE")
                ? change(instance, "destroying", () -> instances.remove(instance.id())) : switch (parts[1]) {
                    case "start" -> change(instance, "starting", () -> instance.become("running"));
                    case "stop" -> change(instance, "stopping", () -> instance.become("stopped"));
                    default -> operations.begin(instance.id(), () -> { });
                });
    }

    private Map<String, Object> change(FakeInstance instance, String meanwhile, Runnable effect) {
        instance.become(meanwhile);
        return operations.begin(instance.id(), effect);
    }

    private static Reply json(Object body) {
        return body == null ? null : Reply.json(200, Map.of(), body);
    }

    static Reply failure(int status, String message, String requestId) {
        return Reply.json(status, Map.of("X-Request-Id", requestId), Map.of("message", message));
    }
}
