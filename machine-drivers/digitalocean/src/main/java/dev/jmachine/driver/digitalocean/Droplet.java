package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Marks;
import java.util.Optional;

/**
 * A droplet as DigitalOcean tells of it.
 *
 * @param json the API's object
 */
record Droplet(JsonValue json) {

    long id() {
        return json.number("id");
    }

    String name() {
        return json.text("name");
    }

    /** Return what it is if it is ours. */
    Optional<OwnedObject> owned() {
        return Marks.tagged("droplet", id(), json.texts("tags"), name());
    }

    /** Return its IPv4 address of a kind, {@code public} or {@code private}; empty when it has none yet. */
    String address(String kind) {
        return json.each("networks", "v4").stream()
                .filter(network -> network.text("type").equals(kind))
                .map(network -> network.text("ip_address"))
                .findFirst().orElse("");
    }

    MachineState state() {
        return switch (json.text("status")) {
            case "new" -> MachineState.STARTING;
            case "active" -> MachineState.RUNNING;
            case "off", "archive" -> MachineState.STOPPED;
            default -> MachineState.ERROR;
        };
    }

    boolean isReady() {
        return state() != MachineState.STARTING && !address("public").isEmpty();
    }
}
