package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.RestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The droplets of the account, and the tags by which ours are found again. */
final class Droplets {
    private static final Duration CREATION = Duration.ofMinutes(10);
    private static final Duration ACTION = Duration.ofMinutes(5);
    private static final Duration DELETION = Duration.ofMinutes(5);
    private static final int PAGE = 200;

    private final RestClient api;

    Droplets(RestClient api) {
        this.api = api;
    }

    /** Return the droplets that bear a tag. */
    List<Droplet> tagged(String tag) {
        return list("tag_name=" + RestClient.encode(tag) + "&");
    }

    /** Return all droplets of the account. */
    List<Droplet> all() {
        return list("");
    }

    private List<Droplet> list(String filter) {
        List<Droplet> droplets = new ArrayList<>();
        for (int page = 1; droplets.size() >= (page - 1) * PAGE; page++) {
            api.get("Looking for droplets", "/v2/droplets?" + filter + "page=" + page + "&per_page=" + PAGE)
                    .body().each("droplets").forEach(json -> droplets.add(new Droplet(json)));
        }
        return droplets;
    }

    Optional<Droplet> find(long id) {
        return api.find("Looking for the droplet " + id, path(id))
                .map(answer -> new Droplet(answer.body().at("droplet")));
    }

    Droplet make(Map<String, Object> request) {
        return new Droplet(api.post("Creating the droplet " + request.get("name"), "/v2/droplets", request)
                .body().at("droplet"));
    }

    /** Wait until a droplet that is being made has started and knows its address. */
    Droplet awaitReady(long id) {
        return Polling.within(CREATION).find("the droplet " + id + " to start",
                () -> Optional.of(get(id)).filter(Droplet::isReady));
    }

    private Droplet get(long id) {
        return new Droplet(api.get("Looking for the droplet " + id, path(id)).body().at("droplet"));
    }

    /** Delete a droplet and wait until it is gone; fine when it is gone already. */
    void delete(long id) {
        api.delete("Deleting the droplet " + id, path(id));
        Polling.within(DELETION).until("the droplet " + id + " to be gone", () -> find(id).isEmpty());
    }

    void deleteTag(String tag) {
        api.delete("Deleting the tag " + tag, "/v2/tags/" + tag);
    }

    /** Have something done to a droplet, and wait until it is done. */
    void act(long id, String action) {
        String activity = "Asking for the droplet " + id + " to " + action.replace('_', ' ');
        JsonValue begun = api.post(activity, path(id) + "/actions", Map.of("type", action)).body().at("action");
        String actionPath = path(id) + "/actions/" + begun.text("id");
        Polling.within(ACTION).until("the droplet " + id + " to " + action.replace('_', ' '),
                () -> completed(activity, api.get(activity, actionPath).body().at("action")));
    }

    private static boolean completed(String activity, JsonValue action) {
        if (action.text("status").equals("errored")) {
            throw ProviderException.told(new DigitalOceanDialect(), activity, 0,
                    new ProviderError("errored", "The action " + action.text("id") + " ended in an error"), "");
        }
        return action.text("status").equals("completed");
    }

    void awaitState(long id, MachineState state, Duration timeout) {
        Polling.within(timeout).until("the droplet " + id + " to be " + state.displayName(),
                () -> get(id).state() == state);
    }

    private static String path(long id) {
        return "/v2/droplets/" + id;
    }
}
