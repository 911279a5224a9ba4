package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Azure Resource Manager for one subscription. Resources go by their ids, which are paths; what changes them is
 * waited for: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
final class Arm {
    static final String RESOURCES_VERSION = "2021-04-01";
    private static final String NETWORK_VERSION = "2024-05-01";
    private static final String COMPUTE_VERSION = "2024-07-01";
    private static final String DISKS_VERSION = "2024-03-02";
    private static final Duration OPERATION = Duration.ofMinutes(15);

    private final RestClient api;
    private final String subscription;

    Arm(RestClient api, String subscription) {
        this.api = api;
        this.subscription = "/subscriptions/" + subscription;
    }

    /** Return the id of something of the subscription's own. */
    String id(String path) {
        return subscription + "/" + path;
    }

    String group(String name) {
        return id("resourceGroups/" + name);
    }

    String network(String group, String path) {
        return group(group) + "/providers/Microsoft.Network/" + path;
    }

    String compute(String group, String path) {
        return group(group) + "/providers/Microsoft.Compute/" + path;
    }

    Optional<JsonValue> find(String what, String id) {
        return api.find("Looking for " + what, versioned(id)).map(RestAnswer::body);
    }

    /** Make or change a resource, wait until that is done, and return it. */
    JsonValue put(String what, String id, Map<String, ?> body) {
        String activity = "Creating " + what;
        await(activity, api.put(activity, versioned(id), body));
        return Polling.within(OPERATION).find(what + " to be made",
                () -> Optional.of(api.get(activity, versioned(id)).body())
                        .filter(made -> isSettled(activity, made.text("properties", "provisioningState"), made)));
    }

    /** Delete a resource and wait until it is gone; fine when it is gone already. */
    void delete(String what, String id) {
        String activity = "Deleting " + what;
        api.delete(activity, versioned(id)).ifPresent(begun -> await(activity, begun));
    }

    /** Have something done with a resource, and wait until it is done. */
    void act(String what, String id, String action) {
        String activity = "Asking for " + what + " to " + action.replaceFirst("\\?.*", "");
        await(activity, api.post(activity, versioned(id + "/" + action), Map.of()));
    }

    /** Return all of a list, page by page. */
    List<JsonValue> list(String what, String path) {
        List<JsonValue> all = new ArrayList<>();
        String next = versioned(path);
        while (!next.isEmpty()) {
            JsonValue page = api.get("Looking for " + what, next).body();
            all.addAll(page.each("value"));
            next = path(page.text("nextLink"));
        }
        return all;
    }

    private void await(String activity, RestAnswer begun) {
        String operation = path(begun.header("Azure-AsyncOperation"));
        String location = path(begun.header("Location"));
        if (!operation.isEmpty()) {
            Polling.within(OPERATION).until("Azure to have done it (" + activity + ")", () -> {
                JsonValue now = api.get(activity, operation).body();
                return isSettled(activity, now.text("status"), now);
            });
        } else if (begun.status() == 202 && !location.isEmpty()) {
            Polling.within(OPERATION).until("Azure to have done it (" + activity + ")",
                    () -> api.get(activity, location).status() != 202);
        }
    }

    private static boolean isSettled(String activity, String state, JsonValue told) {
        if (state.equals("Failed") || state.equals("Canceled")) {
            ProviderError error = new AzureDialect().error(told);
            throw ProviderException.told(new AzureDialect(), activity, 0,
                    error.code().isEmpty() ? new ProviderError(state, "Its state is " + state) : error,
                    told.text("name"));
        }
        return state.isEmpty() || state.equals("Succeeded");
    }

    /** What Azure says to ask next is asked at the endpoint in use: no token goes to any other. */
    private static String path(String url) {
        if (url.isEmpty()) {
            return "";
        }
        URI uri = URI.create(url);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String versioned(String id) {
        String version = id.contains("/Microsoft.Network/") ? NETWORK_VERSION
                : id.contains("/Microsoft.Compute/disks/") ? DISKS_VERSION
                : id.contains("/Microsoft.Compute/") ? COMPUTE_VERSION : RESOURCES_VERSION;
        return id + (id.contains("?") ? "&" : "?") + "api-version=" + version;
    }
}
