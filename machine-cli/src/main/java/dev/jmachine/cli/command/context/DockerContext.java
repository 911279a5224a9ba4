package dev.jmachine.cli.command.context;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A context of the docker command line that was made here. Beside what docker keeps of any context its metadata say
 * whose it is; docker leaves keys there that it does not know as they are.
 *
 * @param name its name
 * @param target what it is for
 * @param host where the engine's API is, such as {@code tcp://192.0.2.7:2376}
 */
record DockerContext(String name, Target target, String host) {
    private static final String KEY = "dev.jmachine.";

    /**
     * What a context is for.
     *
     * @param kind {@code machine} or {@code cluster}
     * @param name its name
     * @param store the folder of the store it is in
     */
    record Target(String kind, String name, String store) {
    }

    /** Return what docker keeps of the context. */
    Map<String, Object> metadata() {
        Map<String, Object> marks = new LinkedHashMap<>();
        marks.put("Description", "The " + target.kind() + " " + target.name() + " (jmachine)");
        marks.put(KEY + "kind", target.kind());
        marks.put(KEY + "name", target.name());
        marks.put(KEY + "store", target.store());
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("Host", host);
        endpoint.put("SkipTLSVerify", false);
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("Name", name);
        keys.put("Metadata", marks);
        keys.put("Endpoints", Map.of("docker", endpoint));
        return keys;
    }

    /** Read what docker keeps of a context; one that was not made here is for nothing, with empty names. */
    static DockerContext of(Map<String, Object> keys) {
        Map<?, ?> marks = object(keys.get("Metadata"));
        Map<?, ?> endpoint = object(object(keys.get("Endpoints")).get("docker"));
        return new DockerContext(text(keys.get("Name")), new Target(text(marks.get(KEY + "kind")),
                text(marks.get(KEY + "name")), text(marks.get(KEY + "store"))), text(endpoint.get("Host")));
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }
}
