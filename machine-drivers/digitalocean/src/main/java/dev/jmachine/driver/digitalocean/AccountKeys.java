package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.RestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SSH keys of the account. A droplet made without one has a root password mailed about, which must be changed
 * before anybody is let in, with a key or without.
 */
final class AccountKeys {
    private static final String PATH = "/v2/account/keys";
    private static final int PAGE = 200;

    private final RestClient api;

    AccountKeys(RestClient api) {
        this.api = api;
    }

    boolean has(String fingerprint) {
        return api.find("Looking for the SSH key " + fingerprint, PATH + "/" + fingerprint).isPresent();
    }

    void make(String name, String publicKey) {
        api.post("Adding the SSH key " + name + " to the account", PATH, Map.of("name", name, "public_key", publicKey));
    }

    /** Delete a key, by its fingerprint or its number; fine when it is gone already. */
    void delete(String key) {
        api.delete("Deleting the SSH key " + key + " of the account", PATH + "/" + key);
    }

    /** Return the keys that we have added. */
    List<OwnedObject> owned() {
        List<JsonValue> keys = new ArrayList<>();
        for (int page = 1; keys.size() >= (page - 1) * PAGE; page++) {
            keys.addAll(api.get("Looking for SSH keys", PATH + "?page=" + page + "&per_page=" + PAGE)
                    .body().each("ssh_keys"));
        }
        return keys.stream()
                .map(key -> Marks.named("SSH key", key.text("fingerprint"), key.text("name")))
                .flatMap(Optional::stream).toList();
    }
}
