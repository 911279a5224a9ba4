package dev.jmachine.driver.azure;

import dev.jmachine.cloud.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resources of the simulator, by their ids, with what Azure shows of how they are used. */
final class FakeResources {
    private final Map<String, Map<String, Object>> resources = new LinkedHashMap<>();

    boolean has(String id) {
        return resources.containsKey(id);
    }

    /** Return the ids of all that there is but groups. */
    List<String> ids() {
        return resources.keySet().stream().filter(id -> id.contains("/providers/")).toList();
    }

    List<String> ids(String kind) {
        return resources.keySet().stream().filter(id -> id.contains("/" + kind + "/")).toList();
    }

    Map<String, Object> put(String id, Map<String, Object> body, String state) {
        Map<String, Object> resource = new LinkedHashMap<>(body);
        resource.put("id", id);
        resource.put("name", id.substring(id.lastIndexOf('/') + 1));
        resource.put("type", id.replaceFirst(".*/providers/([^/]+/[^/]+)/.*", "$1"));
        Map<String, Object> properties = object(body.get("properties"));
        properties.put("provisioningState", state);
        resource.put("properties", properties);
        resources.put(id, resource);
        if (id.contains("/virtualNetworks/") && !id.contains("/subnets/")) {
            new JsonValue(body).each("properties", "subnets").forEach(subnet ->
                    put(id + "/subnets/" + subnet.text("name"), object(subnet.value()), state));
        }
        return resource;
    }

    void settle(String id, String state) {
        resources.keySet().stream().filter(known -> known.equals(id) || known.startsWith(id + "/")).toList()
                .forEach(known -> object(resources.get(known), "properties").put("provisioningState", state));
    }

    void remove(String id) {
        resources.keySet().removeIf(known -> known.equals(id) || known.startsWith(id + "/"));
    }

    /** Leave everything as docker-machine would have made it. */
    void dropTags() {
        resources.values().forEach(resource -> resource.remove("tags"));
    }

    String power(String id) {
        return new JsonValue(resources.get(id)).text("properties", "power");
    }

    void power(String id, String power) {
        if (has(id)) {
            object(resources.get(id), "properties").put("power", power);
        }
    }

    /** Return a resource as it is shown. */
    Map<String, Object> show(String id) {
        Map<String, Object> shown = new LinkedHashMap<>(resources.get(id));
        Map<String, Object> properties = object(shown.get("properties"));
        if (id.contains("/subnets/")) {
            properties.put("ipConfigurations",
                    users(id).map(user -> Map.of("id", user + "/ipConfigurations/ip")).toList());
        } else if (id.contains("/virtualNetworks/")) {
            properties.put("subnets", resources.keySet().stream()
                    .filter(known -> known.startsWith(id + "/subnets/")).map(this::show).toList());
        } else if (id.contains("/availabilitySets/")) {
            properties.put("virtualMachines", users(id).map(user -> Map.of("id", user)).toList());
        } else if (id.contains("/publicIPAddresses/")) {
            properties.put("ipAddress", "127.0.0.1");
        } else if (id.contains("/networkInterfaces/")) {
            List<Object> addresses = new ArrayList<>();
            new JsonValue(properties).each("ipConfigurations").forEach(address -> {
                Map<String, Object> one = object(address.at("properties").value());
                one.put("privateIPAddress", "192.168.0.4");
                addresses.add(Map.of("name", "ip", "properties", one));
            });
            properties.put("ipConfigurations", addresses);
        }
        shown.put("properties", properties);
        return shown;
    }

    /** Return the ids of resources that refer to one. */
    Stream<String> users(String id) {
        return resources.entrySet().stream()
                .filter(entry -> references(entry.getValue().get("properties"), id)).map(Map.Entry::getKey);
    }

    private static boolean references(Object value, String id) {
        if (value instanceof Map<?, ?> object) {
            return id.equals(object.get("id")) || object.values().stream().anyMatch(inner -> references(inner, id));
        }
        return value instanceof List<?> list && list.stream().anyMatch(inner -> references(inner, id));
    }

    /** Return the first id that a request refers to and that is not there; empty when all are. */
    String missing(Object value) {
        Stream<?> inner = value instanceof Map<?, ?> object ? object.values().stream()
                : value instanceof List<?> list ? list.stream() : Stream.of();
        String own = value instanceof Map<?, ?> object && object.get("id") instanceof String id && !has(id) ? id : "";
        return own.isEmpty() ? inner.map(this::missing).filter(id -> !id.isEmpty()).findFirst().orElse("") : own;
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, inner) -> copy.put((String) key, inner));
        }
        return copy;
    }

    @SuppressWarnings("unchecked") // put() has made it.
    private static Map<String, Object> object(Map<String, Object> resource, String key) {
        return (Map<String, Object>) resource.get(key);
    }
}
