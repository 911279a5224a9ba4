package dev.jmachine.driver.google;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One project and zone of Compute Engine, API version 1. Whatever changes something is an operation, waited for.
 * https://cloud.google.com/compute/docs/reference/rest/v1
 */
final class Compute {
    private static final Duration OPERATION = Duration.ofMinutes(10);
    private static final String DONE = "DONE";

    private final RestClient api;
    private final String project;
    private final String zone;

    Compute(RestClient api, String project, String zone) {
        this.api = api;
        this.project = "/projects/" + project + "/";
        this.zone = this.project + "zones/" + zone + "/";
    }

    /** Return the path of something of the zone's. */
    String inZone(String path) {
        return zone + path;
    }

    /** Return the path of something of the project's. */
    String inProject(String path) {
        return project + path;
    }

    Optional<JsonValue> find(String activity, String path) {
        return api.find(activity, path).map(RestAnswer::body);
    }

    Optional<Instance> instance(String name) {
        return find("Looking for the instance " + name, inZone("instances/" + name)).map(Instance::new);
    }

    /** Have something done, and wait until it is. */
    void post(String activity, String path, Map<String, ?> body) {
        await(activity, begin(activity, path, body));
    }

    /** Have something done, and return the operation that does it. */
    JsonValue begin(String activity, String path, Map<String, ?> body) {
        return api.post(activity, path, body).body();
    }

    /** Have something deleted, and wait until it is gone; fine when it is gone already. */
    void delete(String activity, String path) {
        api.delete(activity, path).ifPresent(begun -> await(activity, begun.body()));
    }

    /**
     * Wait until a request that may have been made, and whose answer was lost, has been carried out or has failed.
     *
     * @param requestId the id that the request bore
     */
    void settle(String requestId) {
        String activity = "Looking for an earlier request";
        String filter = RestClient.encode("clientOperationId=\"" + requestId + "\"");
        api.get(activity, inZone("operations?filter=" + filter)).body().each("items").forEach(this::awaitDone);
    }

    /** Return whether an operation has failed as far as is known. */
    static boolean hasFailed(JsonValue operation) {
        return !operation.each("error", "errors").isEmpty();
    }

    /** Wait until an operation is done; that it fails is a failure. */
    void await(String activity, JsonValue begun) {
        JsonValue done = awaitDone(begun);
        done.each("error", "errors").stream().findFirst().ifPresent(error -> {
            throw ProviderException.told(new GoogleDialect(), activity, (int) done.number("httpErrorStatusCode"),
                    new ProviderError(error.text("code"), error.text("message")), done.text("name"));
        });
    }

    private JsonValue awaitDone(JsonValue begun) {
        if (begun.text("status").equals(DONE)) {
            return begun;
        }
        String what = "the operation " + begun.text("name");
        String operation = "operations/" + begun.text("name");
        String path = begun.text("zone").isEmpty() ? inProject("global/" + operation) : inZone(operation);
        return Polling.within(OPERATION).find(what, () -> Optional.of(api.get("Waiting for " + what, path).body())
                .filter(operationNow -> operationNow.text("status").equals(DONE)));
    }

    /** Return all of a list, page by page. */
    List<JsonValue> list(String activity, String path) {
        List<JsonValue> pages = new ArrayList<>();
        String token = "";
        do {
            String page = token.isEmpty() ? ""
                    : (path.contains("?") ? "&" : "?") + "pageToken=" + RestClient.encode(token);
            JsonValue answer = api.get(activity, path + page).body();
            pages.add(answer.at("items"));
            token = answer.text("nextPageToken");
        } while (!token.isEmpty());
        return pages;
    }
}
