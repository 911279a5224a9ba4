package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exoscale's API v2 in one zone, where whatever changes something is an operation that is waited for. */
final class ExoscaleApi {
    private static final Duration OPERATION = Duration.ofMinutes(10);

    private final RestClient client;

    ExoscaleApi(RestClient client) {
        this.client = client;
    }

    Optional<JsonValue> find(String activity, String path) {
        return client.find(activity, path).map(answer -> answer.body());
    }

    /** Return the things of a kind; the API has no pages. */
    List<JsonValue> list(String kind, String path) {
        return client.get("Looking for " + kind, path).body().each(kind.replace(' ', '-'));
    }

    /** Make a thing, and wait until it is made; what is told of it is its id. */
    String make(String activity, String path, Map<String, ?> request) {
        return await(activity, client.post(activity, path, request).body()).text("reference", "id");
    }

    /** Make a thing unless there is one already, as when another machine is made at the same time. */
    Optional<String> makeUnlessThere(String activity, String path, Map<String, ?> request) {
        try {
            return Optional.of(make(activity, path, request));
        } catch (ProviderException e) {
            requireConflict(e);
            return Optional.empty();
        }
    }

    /** Delete a thing unless something is in it, which has come there just now. */
    void deleteUnlessUsed(String activity, String path) {
        try {
            delete(activity, path);
        } catch (ProviderException e) {
            requireConflict(e);
        }
    }

    private static void requireConflict(ProviderException failure) {
        if (failure.kind() != FailureKind.ALREADY_EXISTS) {
            throw failure;
        }
    }

    /** Have something done to a thing, and wait until it is done. */
    void act(String activity, String path) {
        await(activity, client.put(activity, path).body());
    }

    /** Have something done to a thing as a request says, and wait until it is done. */
    void act(String activity, String path, Map<String, ?> request) {
        await(activity, client.put(activity, path, request).body());
    }

    /** Delete a thing, and wait until it is gone; fine when it is gone already. */
    void delete(String activity, String path) {
        client.delete(activity, path).ifPresent(answer -> await(activity, answer.body()));
    }

    private JsonValue await(String activity, JsonValue begun) {
        String id = begun.text("id");
        JsonValue ended = isPending(begun)
                ? Polling.within(OPERATION).find("Exoscale's operation " + id + " to end",
                        () -> Optional.of(client.get(activity, "/operation/" + id).body())
                                .filter(operation -> !isPending(operation)))
                : begun;
        String state = ended.text("state");
        if (!state.equals("success")) {
            String reason = ended.text("reason");
            throw ProviderException.told(new ExoscaleDialect(), activity, 0,
                    new ProviderError(reason.isEmpty() ? state : reason, ended.text("message")), id);
        }
        return ended;
    }

    private static boolean isPending(JsonValue operation) {
        return operation.text("state").equals("pending");
    }
}
