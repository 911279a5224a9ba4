package dev.jmachine.driver.google;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.JsonValue;

/**
 * An instance as Google tells of it.
 *
 * @param json the API's object
 */
record Instance(JsonValue json) {

    String name() {
        return json.text("name");
    }

    /** Return the identity of the machine that it was made for; empty when it was not made by us. */
    String machineId() {
        return json.text("labels", InstanceCreation.ID_LABEL);
    }

    MachineState state() {
        return switch (json.text("status")) {
            case "PENDING", "PROVISIONING", "STAGING" -> MachineState.STARTING;
            case "RUNNING" -> MachineState.RUNNING;
            case "PENDING_STOP", "STOPPING", "SUSPENDING", "DEPROVISIONING" -> MachineState.STOPPING;
            case "STOPPED", "TERMINATED" -> MachineState.STOPPED;
            case "SUSPENDED" -> MachineState.SAVED;
            default -> MachineState.ERROR;
        };
    }

    /** Return its external address; empty when it has none. */
    String externalAddress() {
        return json.each("networkInterfaces").stream()
                .flatMap(card -> card.each("accessConfigs").stream())
                .map(access -> access.text("natIP"))
                .filter(address -> !address.isEmpty())
                .findFirst().orElse("");
    }

    String internalAddress() {
        return json.each("networkInterfaces").stream().map(card -> card.text("networkIP")).findFirst().orElse("");
    }
}
