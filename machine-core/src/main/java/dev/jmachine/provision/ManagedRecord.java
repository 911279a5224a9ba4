package dev.jmachine.provision;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is kept on the host so that provisioning can be changed and undone.
 *
 * @param changes what we have changed in the engine's configuration file; more than one, newest first, while it is not
 *     known which of them the file holds
 * @param original the text of that file without our changes; empty when there was no file
 * @param inheritedDriver the storage driver that docker-machine had chosen on a host taken over from it; else empty
 * @param enabledAtBoot whether we have made the service start at boot
 */
record ManagedRecord(List<ManagedKeys> changes, String original, String inheritedDriver, boolean enabledAtBoot) {
    private static final int VERSION = 1;
    private static final JSON PRETTY =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    /** Copy the list. */
    ManagedRecord {
        changes = List.copyOf(changes);
    }

    /** Read what {@link #render()} has written; an empty text is a host where nothing was changed. */
    static ManagedRecord parse(String text, String currentConfiguration) {
        if (text.isBlank()) {
            return new ManagedRecord(List.of(), currentConfiguration, "", false);
        }
        try {
            Map<String, Object> json = JSON.std.mapFrom(text);
            if (!Integer.valueOf(VERSION).equals(json.get("Version"))) {
                throw unreadable("it is of version " + json.get("Version") + ", and only 1 is known", null);
            }
            List<?> changes = json.get("Changes") instanceof List<?> list ? list : List.of();
            return new ManagedRecord(changes.stream().map(ManagedKeys::fromJson).toList(),
                    String.valueOf(json.getOrDefault("Original", "")),
                    String.valueOf(json.getOrDefault("InheritedStorageDriver", "")),
                    Boolean.TRUE.equals(json.get("EnabledAtBoot")));
        } catch (IOException e) {
            throw unreadable(e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static MachineException unreadable(String why, Exception cause) {
        return new MachineException(ErrorCode.PROVISIONING_FAILED, "Reading what was changed on the host before",
                "The record on the host (engine.json) cannot be read: " + why + ".", cause);
    }

    /** Return the file's content without our changes. */
    DaemonJson undo(DaemonJson current) {
        DaemonJson theirs = current;
        for (ManagedKeys change : changes) {
            theirs = change.undo(theirs);
        }
        return theirs;
    }

    /** Return this with the changes of another record as well, for as long as either may be in the file. */
    ManagedRecord over(ManagedRecord earlier) {
        return new ManagedRecord(Stream.concat(changes.stream(), earlier.changes.stream()).distinct().toList(),
                original, inheritedDriver, enabledAtBoot);
    }

    String render() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Version", VERSION);
        json.put("Purpose", "What jmachine has changed on this host, so that it can be undone.");
        json.put("EnabledAtBoot", enabledAtBoot);
        json.put("Original", original);
        json.put("InheritedStorageDriver", inheritedDriver);
        json.put("Changes", changes.stream().map(ManagedKeys::toJson).toList());
        try {
            return PRETTY.asString(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
