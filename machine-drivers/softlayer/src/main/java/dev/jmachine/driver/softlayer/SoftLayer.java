package dev.jmachine.driver.softlayer;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestAnswer;
import dev.jmachine.cloud.RestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The forms of SoftLayer's calls over REST, version 3.1: https://sldn.softlayer.com/article/rest/ Masks say which
 * properties come back, filters which objects; parameters are a list.
 */
final class SoftLayer {
    private static final SoftLayerDialect DIALECT = new SoftLayerDialect();
    private static final int PAGE = 100;

    private final RestClient api;

    SoftLayer(RestClient api) {
        this.api = api;
    }

    /**
     * Call a method without parameters.
     *
     * @param path service, id and method
     */
    JsonValue get(String activity, String path) {
        return told(activity, api.get(activity, "/" + path + ".json"));
    }

    /** Get an object. */
    JsonValue require(String activity, String path, String mask) {
        return told(activity, api.get(activity, masked(path, mask)));
    }

    /** Get an object that may not be there. */
    Optional<JsonValue> find(String activity, String path, String mask) {
        return api.find(activity, masked(path, mask))
                .map(answer -> told(activity, answer));
    }

    /**
     * Return all objects that a method lists. A filter that the API does not understand it ignores: look at what comes.
     *
     * @param filter the filter's operations, by property
     */
    List<JsonValue> list(String activity, String path, String mask, Map<String, ?> filter) {
        String query = masked(path, mask) + "&objectFilter=" + RestClient.encode(JsonValue.write(filter))
                + "&resultLimit=";
        List<JsonValue> all = new ArrayList<>();
        List<JsonValue> page;
        do {
            page = told(activity, api.get(activity, query + all.size() + "," + PAGE)).each();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** Call a method, by default the one that makes an object. */
    JsonValue post(String activity, String path, Object... parameters) {
        return told(activity, api.post(activity, "/" + path + ".json", Map.of("parameters", List.of(parameters))));
    }

    /** Delete an object that may be gone already. */
    void delete(String activity, String path) {
        api.delete(activity, "/" + path + ".json").ifPresent(answer -> told(activity, answer));
    }

    private static String masked(String path, String mask) {
        return "/" + path + ".json?objectMask=" + RestClient.encode(mask);
    }

    /** Failures come with status 200 too, or with nothing at all, when the service breaks off. */
    private static JsonValue told(String activity, RestAnswer answer) {
        JsonValue body = answer.body();
        ProviderError error = DIALECT.error(body);
        if (body.isEmpty() || !error.sentence().isEmpty()) {
            throw ProviderException.told(DIALECT, activity, 0, error, DIALECT.requestId(answer));
        }
        return body;
    }
}
