package dev.jmachine.driver.softlayer;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Marks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SSH keys of the account, which images without cloud-init get. */
final class AccountKeys {
    private static final String SERVICE = "SoftLayer_Security_Ssh_Key";

    private final SoftLayer api;

    AccountKeys(SoftLayer api) {
        this.api = api;
    }

    /** Return the numbers of the keys with a label. */
    List<Long> labelled(String label) {
        return list(label).stream().filter(key -> key.text("label").equals(label))
                .map(key -> key.number("id")).toList();
    }

    long make(String label, String publicKey) {
        return api.post("Adding the SSH key " + label + " to the account", SERVICE,
                Map.of("label", label, "key", publicKey)).number("id");
    }

    /** Delete a key; fine when it is gone already. */
    void delete(long id) {
        api.delete("Deleting the SSH key " + id + " of the account", SERVICE + "/" + id);
    }

    /** Return the keys that we have added. */
    List<OwnedObject> owned() {
        return list("^= " + Marks.NAME).stream()
                .map(key -> Marks.named("SSH key", key.text("id"), key.text("label")))
                .flatMap(Optional::stream).toList();
    }

    private List<JsonValue> list(String operation) {
        return api.list("Looking for SSH keys", "SoftLayer_Account/getSshKeys", "mask[id,label]",
                Map.of("sshKeys", Map.of("label", Map.of("operation", operation))));
    }
}
