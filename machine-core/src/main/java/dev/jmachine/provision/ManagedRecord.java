package dev.jmachine.provision;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept on the host so that provisioning can be changed and undone.
 *
 * @param keys what we have changed in the engine's configuration file
 * @param original the text of that file without our changes; empty when there was no file
 * @param enabledAtBoot whether we have made the service start at boot
 */
record ManagedRecord(ManagedKeys keys, String original, boolean enabledAtBoot) {
    private static final int VERSION = 1;
    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    /** Read what {@link #render()} has written; an empty text is a host where nothing was changed. */
    static ManagedRecord parse(String text, String currentConfiguration) {
        if (text.isBlank()) {
            return new ManagedRecord(ManagedKeys.fromJson(Map.of()), currentConfiguration, false);
        }
        try {
            Map<String, Object> json = JSON.std.mapFrom(text);
            if (!Integer.valueOf(VERSION).equals(json.get("Version"))) {
                throw unreadable("it is of version " + json.get("Version") + ", and only 1 is known", null);
            }
            return new ManagedRecord(ManagedKeys.fromJson(json.get("Keys")),
                    String.valueOf(json.getOrDefault("Original", "")),
                    Boolean.TRUE.equals(json.get("EnabledAtBoot")));
        } catch (IOException e) {
            throw unreadable(e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static MachineException unreadable(String why, Exception cause) {
        return new MachineException(ErrorCode.PROVISIONING_FAILED, "Reading what was changed on the host before",
                "The record on the host (engine.json) cannot be read: " + why + ".", cause);
    }

    String render() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Version", VERSION);
        json.put("Purpose", "What jmachine has changed on this host, so that it can be undone.");
        json.put("EnabledAtBoot", enabledAtBoot);
        json.put("Original", original);
        json.put("Keys", keys.toJson());
        try {
            return PRETTY.asString(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
