package dev.jmachine.driver.digitalocean;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A simulator of the parts of DigitalOcean's API v2 that the driver uses, written after its public reference: droplets
 * that take their time, actions that lock a droplet until they are done, failures in the API's own form. A droplet's
 * public address is this computer's loopback address.
 */
final class FakeDigitalOcean extends FakeRestApi {
    static final String TOKEN = "dop_v1_test";

    private final Map<Long, FakeDroplet> droplets = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> keys = new LinkedHashMap<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private final List<Map<String, Object>> created = new ArrayList<>();
    private long lastId = 1000;
    private int limit = 10;

    /** Let the account have so many droplets at most. */
    synchronized void limitTo(int most) {
        limit = most;
    }

    /** Return the requests that made droplets. */
    synchronized List<Map<String, Object>> created() {
        return List.copyOf(created);
    }

    /** Have all droplets vanish, as when somebody deletes them on the web page. */
    synchronized void loseDroplets() {
        droplets.clear();
    }

    /** Put a droplet without tags there, and return its number. */
    synchronized long addDroplet(String name) {
        droplets.put(++lastId, new FakeDroplet(lastId, name, List.of()).look());
        return lastId;
    }

    /** Put a key into the account, and return its number. */
    synchronized long addKey(String name, String publicKey) {
        String fingerprint = new PublicKey(publicKey).fingerprint();
        keys.put(fingerprint, Map.of("name", name, "id", ++lastId, "fingerprint", fingerprint));
        return lastId;
    }

    /** Return all that is there. */
    synchronized List<String> things() {
        return Stream.of(droplets.keySet(), keys.keySet(), tags)
                .flatMap(things -> things.stream().map(String::valueOf)).toList();
    }

    @Override
    protected Reply answer(Request request, String requestId) {
        if (!request.authorization().equals("Bearer " + TOKEN)) {
            return failure(401, "unauthorized", "Unable to authenticate you", requestId);
        }
        String[] path = request.path().substring(1).split("/");
        Reply reply = path.length < 2 || !path[0].equals("v2") ? null : switch (path[1]) {
            case "regions" -> json(200, Map.of("regions", List.of(region("nyc3", true), region("sgp1", false))));
            case "images" -> image(path[2]);
            case "account" -> keys(request, path, requestId);
            case "tags" -> gone(tags.remove(path[2]));
            case "droplets" -> path.length > 3 ? action(request, path, requestId) : droplet(request, path, requestId);
            default -> null;
        };
        return reply == null
                ? failure(404, "not_found", "The resource you were accessing could not be found.", requestId) : reply;
    }

    private static Map<String, Object> region(String slug, boolean available) {
        return Map.of("slug", slug, "available", available, "sizes", List.of("s-1vcpu-1gb", "s-2vcpu-2gb"));
    }

    private static Reply image(String slug) {
        return switch (slug) {
            case "debian-13-x64" -> json(200, Map.of("image", Map.of("slug", slug, "regions", List.of("nyc3"))));
            case "far-away-x64" -> json(200, Map.of("image", Map.of("slug", slug, "regions", List.of("sgp1"))));
            default -> null;
        };
    }

    private Reply keys(Request request, String[] path, String requestId) {
        if (request.method().equals("POST")) {
            String fingerprint = new PublicKey((String) request.body().get("public_key")).fingerprint();
            if (keys.containsKey(fingerprint)) {
                return failure(422, "unprocessable_entity", "SSH Key is already in use on your account", requestId);
            }
            addKey((String) request.body().get("name"), (String) request.body().get("public_key"));
            return json(201, Map.of("ssh_key", keys.get(fingerprint)));
        }
        if (path.length == 3) {
            return json(200, Map.of("ssh_keys", List.copyOf(keys.values())));
        }
        Predicate<Map.Entry<String, Map<String, Object>>> named = key -> key.getKey().equals(path[3])
                || key.getValue().get("id").toString().equals(path[3]);
        if (request.method().equals("DELETE")) {
            return gone(keys.entrySet().removeIf(named));
        }
        return keys.entrySet().stream().filter(named).findFirst()
                .map(key -> json(200, Map.of("ssh_key", key.getValue()))).orElse(null);
    }

    private Reply droplet(Request request, String[] path, String requestId) {
        if (request.method().equals("POST")) {
            return make(request, requestId);
        }
        if (path.length == 2) {
            String tag = request.query().get("tag_name");
            return json(200, Map.of("droplets", droplets.values().stream()
                    .filter(droplet -> tag == null || droplet.tags().contains(tag))
                    .map(FakeDroplet::toJson).toList()));
        }
        FakeDroplet droplet = droplets.get(Long.parseLong(path[2]));
        if (droplet == null) {
            return null;
        }
        if (request.method().equals("DELETE")) {
            droplet.delete();
            return new Reply(204, Map.of(), "");
        }
        if (droplet.isGoneAtNextLook()) {
            droplets.remove(droplet.id());
        }
        return json(200, Map.of("droplet", droplet.look().toJson()));
    }

    private Reply make(Request request, String requestId) {
        if (droplets.size() >= limit) {
            return failure(422, "unprocessable_entity",
                    "creating this/these droplet(s) will exceed your droplet limit", requestId);
        }
        JsonValue wish = new JsonValue(request.body());
        if (wish.texts("ssh_keys").stream().anyMatch(key -> !keys.containsKey(key))) {
            return failure(422, "unprocessable_entity", "SSH keys are invalid", requestId);
        }
        created.add(request.body());
        FakeDroplet droplet = new FakeDroplet(++lastId, wish.text("name"), wish.texts("tags"));
        tags.addAll(droplet.tags());
        droplets.put(droplet.id(), droplet);
        return json(202, Map.of("droplet", droplet.toJson()));
    }

    private Reply action(Request request, String[] path, String requestId) {
        FakeDroplet droplet = droplets.get(Long.parseLong(path[2]));
        if (droplet == null) {
            return null;
        }
        if (request.method().equals("GET")) {
            return json(200, Map.of("action", droplet.lookAtAction(Long.parseLong(path[4]))));
        }
        if (droplet.isLocked()) {
            return failure(422, "unprocessable_entity", "Droplet already has a pending event.", requestId);
        }
        return json(201, Map.of("action", droplet.begin(++lastId, (String) request.body().get("type"))));
    }

    private static Reply gone(boolean wasThere) {
        return wasThere ? new Reply(204, Map.of(), "") : null;
    }

    private static Reply json(int status, Object body) {
        return Reply.json(status, Map.of(), body);
    }

    static Reply failure(int status, String id, String message, String requestId) {
        return Reply.json(status, Map.of("X-Request-Id", requestId),
                Map.of("id", id, "message", message, "request_id", requestId));
    }
}
