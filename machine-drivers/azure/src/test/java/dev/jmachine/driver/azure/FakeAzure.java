package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A simulator of the parts of the Azure Resource Manager that the driver uses, and of where one signs in, written after
 * their public reference: resources that refer to one another, operations that are done once something has been looked
 * at, told by {@code Azure-AsyncOperation} or {@code Location}, failures in Azure's own form. Public addresses are this
 * computer's loopback address.
 */
final class FakeAzure extends FakeRestApi {
    static final String SUBSCRIPTION = "/subscriptions/sub";
    private static final String LOCATION = SUBSCRIPTION + "/providers/Microsoft.Compute/locations/westus/";
    private static final String IMAGE = LOCATION
            + "publishers/Debian/artifacttypes/vmimage/offers/debian-13/skus/13-gen2/versions";
    private static final Set<String> AT_ONCE = Set.of("availabilitySets", "resourceGroups");

    final FakeSignIn signIn = new FakeSignIn();
    final FakeResources resources = new FakeResources();
    private final Set<String> services = new TreeSet<>();
    private final Map<String, Runnable> operations = new LinkedHashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final List<Map<String, Object>> created = new ArrayList<>();
    private String failure = "";

    /** Let machines that are made from now on fail with a code; empty for none. */
    synchronized void failMachines(String code) {
        failure = code;
    }

    /** Return the requests that made virtual machines. */
    synchronized List<JsonValue> created() {
        return created.stream().map(JsonValue::new).toList();
    }

    /** Return the ids of all that there is but resource groups. */
    synchronized List<String> things() {
        return resources.ids();
    }

    @Override
    protected Reply answer(Request request, String requestId) {
        if (request.path().endsWith("/oauth2/v2.0/token")) {
            return signIn.answer(request);
        }
        if (!request.authorization().equals("Bearer " + FakeSignIn.TOKEN)) {
            return Reply.json(401, Map.of("x-ms-request-id", requestId, "WWW-Authenticate",
                    "Bearer authorization_uri=\"https://login.windows.net/" + FakeSignIn.TENANT + "\", error=\"x\""),
                    error("AuthenticationFailed", "Authentication failed."));
        }
        if (!request.query().containsKey("api-version")) {
            return failure(400, "MissingApiVersionParameter", "The api-version query parameter is required", requestId);
        }
        Reply reply = switch (request.method()) {
            case "GET" -> get(request);
            case "PUT" -> put(request, requestId);
            case "DELETE" -> delete(request, requestId);
            default -> act(request);
        };
        if (request.method().equals("GET")) {
            operations.values().forEach(Runnable::run);
            operations.clear();
        }
        return reply == null ? failure(404, "ResourceNotFound",
                "The Resource '" + request.path() + "' was not found.", requestId) : reply;
    }

    private Reply get(Request request) {
        String path = request.path();
        if (path.startsWith("/operations/")) {
            return operation(path);
        }
        if (path.endsWith("/instanceView")) {
            return instanceView(path.replace("/instanceView", ""));
        }
        return switch (path) {
            case SUBSCRIPTION + "/locations" -> json(Map.of("value", List.of(Map.of("name", "westus"))));
            case LOCATION + "vmSizes" -> json(Map.of("value", List.of(Map.of("name", "Standard_B2ls_v2"))));
            case IMAGE -> new Reply(200, Map.of(), "[{\"name\":\"24.04.202611010\"}]");
            case SUBSCRIPTION + "/resources" -> json(Map.of("value", resources.ids().stream()
                    .map(resources::show).filter(shown -> !new JsonValue(shown).text("tags", "jmachine-id").isEmpty())
                    .toList()));
            case SUBSCRIPTION + "/providers/Microsoft.Compute", SUBSCRIPTION + "/providers/Microsoft.Network" ->
                    json(Map.of("registrationState", services.contains(path) ? "Registered" : "NotRegistered"));
            default -> resources.has(path) ? json(resources.show(path)) : null;
        };
    }

    private Reply operation(String path) {
        if (!path.contains("/machine-")) {
            // What is no machine is done by the time one looks.
            Runnable effect = operations.remove(path);
            if (effect != null) {
                effect.run();
            }
        }
        boolean running = operations.containsKey(path);
        if (path.endsWith("/location")) {
            return running ? new Reply(202, Map.of(), "") : new Reply(204, Map.of(), "");
        }
        String code = failed.getOrDefault(path, "");
        if (running || code.isEmpty()) {
            return json(Map.of("status", running ? "InProgress" : "Succeeded"));
        }
        Map<String, Object> told = new LinkedHashMap<>(error(code, "It was not possible."));
        told.put("status", "Failed");
        told.put("name", path.substring(path.lastIndexOf('/') + 1));
        return json(told);
    }

    private Reply instanceView(String id) {
        if (!resources.has(id)) {
            return null;
        }
        String power = resources.power(id);
        return json(Map.of("statuses", power.isEmpty()
                ? List.of(Map.of("code", "ProvisioningState/creating"))
                : List.of(Map.of("code", "ProvisioningState/succeeded"), Map.of("code", "PowerState/" + power))));
    }

    private Reply put(Request request, String requestId) {
        String id = request.path();
        String group = id.replaceFirst("(/resourceGroups/[^/]+)/.*", "$1");
        if (!group.equals(id) && !resources.has(group)) {
            return failure(404, "ResourceGroupNotFound", "Resource group could not be found.", requestId);
        }
        String missing = resources.missing(request.body().get("properties"));
        if (!missing.isEmpty()) {
            return failure(400, "InvalidResourceReference", "Resource " + missing + " was not found.", requestId);
        }
        boolean machine = id.contains("/virtualMachines/");
        boolean there = resources.has(id);
        if (machine && there) {
            return failure(409, "PropertyChangeNotAllowed", "Changing 'customData' is not allowed.", requestId);
        }
        boolean atOnce = AT_ONCE.stream().anyMatch(kind -> id.matches(".*/" + kind + "/[^/]+"));
        resources.put(id, request.body(), atOnce ? "Succeeded" : "Creating");
        if (atOnce) {
            return Reply.json(there ? 200 : 201, Map.of(), resources.show(id));
        }
        if (machine) {
            created.add(request.body());
            resources.put(id.replaceFirst("/virtualMachines/(.*)", "/disks/$1-os-disk"),
                    Map.of("managedBy", id), "Succeeded");
        }
        String code = machine ? failure : "";
        return begin(request, 201, code, () -> {
            resources.settle(id, code.isEmpty() ? "Succeeded" : "Failed");
            if (machine) {
                resources.power(id, code.isEmpty() ? "running" : "");
            }
        });
    }

    private Reply delete(Request request, String requestId) {
        String id = request.path();
        if (!resources.has(id)) {
            return new Reply(204, Map.of(), "");
        }
        List<String> users = resources.users(id).toList();
        if (!users.isEmpty()) {
            return failure(400, "InUseResourceCannotBeDeleted", id + " is in use by " + users, requestId);
        }
        boolean machine = id.contains("/virtualMachines/");
        Runnable effect = () -> {
            resources.remove(id);
            if (machine) {
                resources.remove(id.replaceFirst("/virtualMachines/(.*)", "/disks/$1-os-disk"));
            }
        };
        if (id.contains("/availabilitySets/")) {
            effect.run();
            return new Reply(200, Map.of(), "");
        }
        return begin(request, 202, "", effect);
    }

    private Reply act(Request request) {
        String id = request.path().substring(0, request.path().lastIndexOf('/'));
        String action = request.path().substring(id.length() + 1);
        if (action.equals("register")) {
            services.add(id);
            return json(Map.of("registrationState", "Registering"));
        }
        if (!resources.has(id)) {
            return null;
        }
        boolean off = action.equals("deallocate") || action.equals("powerOff");
        resources.power(id, off ? "stopping" : "starting");
        return begin(request, 202, "", () -> resources.power(id,
                action.equals("deallocate") ? "deallocated" : off ? "stopped" : "running"));
    }

    /** Some services tell of their operations in one way, and some in another. */
    private Reply begin(Request request, int status, String code, Runnable effect) {
        boolean location = request.method().equals("DELETE") && request.path().contains("/Microsoft.Network/");
        String kind = request.path().contains("/virtualMachines/") ? "machine-" : "part-";
        String path = "/operations/" + kind + (operations.size() + failed.size() + resources.ids().size()) + "-"
                + Integer.toHexString(request.path().hashCode()) + (location ? "/location" : "/async");
        operations.put(path, effect);
        failed.remove(path);
        if (!code.isEmpty()) {
            failed.put(path, code);
        }
        String url = "http://" + request.host() + path + "?api-version=1";
        return Reply.json(status, Map.of(location ? "Location" : "Azure-AsyncOperation", url),
                resources.has(request.path()) ? resources.show(request.path()) : Map.of());
    }

    private static Reply json(Object body) {
        return Reply.json(200, Map.of(), body);
    }

    private static Map<String, Object> error(String code, String message) {
        return Map.of("error", Map.of("code", code, "message", message));
    }

    static Reply failure(int status, String code, String message, String requestId) {
        return Reply.json(status, Map.of("x-ms-request-id", requestId), error(code, message));
    }
}
