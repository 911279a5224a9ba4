package dev.jmachine.driver.softlayer;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Marks;
import java.util.List;
import java.util.Optional;

/**
 * A virtual server as the API tells of it, which calls it a virtual guest.
 *
 * @param json the API's object
 */
record Guest(JsonValue json) {

    /** The properties that are told of it. */
    static final String MASK = "mask[id,hostname,domain,provisionDate,primaryIpAddress,primaryBackendIpAddress,"
            + "powerState[keyName],activeTransaction[id],tagReferences[tag[name]]]";

    /** As {@link #MASK}, with its user data, which may be long. */
    static final String MASK_WITH_USER_DATA = MASK.replace("mask[", "mask[userData[value],");

    long id() {
        return json.number("id");
    }

    String hostname() {
        return json.text("hostname");
    }

    List<String> tags() {
        return json.each("tagReferences").stream().map(reference -> reference.text("tag", "name")).toList();
    }

    /** Return what it is if it is ours. */
    Optional<OwnedObject> owned() {
        return Marks.tagged("virtual server", id(), tags(), hostname());
    }

    /** Return whether it is the machine's: it bears the tag, or was made to. */
    boolean bears(String tag) {
        return tags().contains(tag)
                || json.each("userData").stream().anyMatch(data -> data.text("value").contains(tag));
    }

    String publicAddress() {
        return json.text("primaryIpAddress");
    }

    String privateAddress() {
        return json.text("primaryBackendIpAddress");
    }

    /** Return whether the provider is at work on it, and takes no orders. */
    boolean isBusy() {
        return !json.at("activeTransaction").isEmpty();
    }

    MachineState state() {
        if (json.text("provisionDate").isEmpty()) {
            return MachineState.STARTING;
        }
        return switch (json.text("powerState", "keyName")) {
            case "RUNNING" -> MachineState.RUNNING;
            case "HALTED" -> MachineState.STOPPED;
            case "PAUSED" -> MachineState.PAUSED;
            default -> MachineState.ERROR;
        };
    }

    /** Return whether it has been made, so that it can be told what to do. */
    boolean isProvisioned() {
        return state() != MachineState.STARTING && !isBusy();
    }
}
