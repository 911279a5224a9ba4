package dev.jmachine.driver.google;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An instance that was there before and stays: this computer's key is put into its metadata, where Google's agent in
 * the guest finds it, and the tag of the firewall rule on it; both are taken off again.
 */
final class ExistingInstance {
    private static final String KEYS = "ssh-keys";

    private final DriverContext context;
    private final Compute compute;

    ExistingInstance(DriverContext context, Compute compute) {
        this.context = context;
        this.compute = compute;
    }

    void adopt(String tag) {
        Instance instance = compute.instance(context.machineName()).orElseThrow(() -> new MachineException(
                ErrorCode.PROVIDER_NOT_FOUND, "Looking for the instance " + context.machineName(),
                "There is no such instance to use."));
        List<String> tags = new ArrayList<>(instance.json().texts("tags", "items"));
        if (!tags.contains(tag)) {
            tags.add(tag);
            setTags(instance, tags);
        }
        List<String> keys = keys(instance);
        if (!keys.contains(ownKey())) {
            keys.add(ownKey());
            setKeys(instance, keys);
        }
    }

    void release(String tag) {
        compute.instance(context.machineName()).ifPresent(instance -> {
            List<String> tags = new ArrayList<>(instance.json().texts("tags", "items"));
            if (tags.remove(tag)) {
                setTags(instance, tags);
            }
            List<String> keys = keys(instance);
            if (keys.remove(ownKey())) {
                setKeys(instance, keys);
            }
        });
    }

    private String ownKey() {
        return context.state().text(SshAccess.USER) + ":" + context.clientPublicKey().strip();
    }

    private static List<String> keys(Instance instance) {
        String value = instance.json().each("metadata", "items").stream()
                .filter(item -> item.text("key").equals(KEYS))
                .map(item -> item.text("value")).findFirst().orElse("");
        return new ArrayList<>(value.lines().filter(line -> !line.isBlank()).toList());
    }

    private void setTags(Instance instance, List<String> tags) {
        compute.post("Changing the network tags of " + instance.name(), path(instance, "setTags"),
                Map.of("items", tags, "fingerprint", instance.json().text("tags", "fingerprint")));
    }

    private void setKeys(Instance instance, List<String> keys) {
        JsonValue metadata = instance.json().at("metadata");
        Map<String, Object> items = new LinkedHashMap<>();
        metadata.each("items").forEach(item -> items.put(item.text("key"), item.text("value")));
        items.put(KEYS, String.join("\n", keys));
        compute.post("Changing the SSH keys of " + instance.name(), path(instance, "setMetadata"), Map.of(
                "fingerprint", metadata.text("fingerprint"),
                "items", items.entrySet().stream()
                        .map(item -> Map.of("key", item.getKey(), "value", item.getValue())).toList()));
    }

    private String path(Instance instance, String action) {
        return compute.inZone("instances/" + instance.name() + "/" + action);
    }
}
