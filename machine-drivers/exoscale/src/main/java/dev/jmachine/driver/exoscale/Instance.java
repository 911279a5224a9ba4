package dev.jmachine.driver.exoscale;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.JsonValue;

/**
 * An instance as Exoscale tells of it.
 *
 * @param json the API's object
 */
record Instance(JsonValue json) {
    /** The label that tells whose it is. */
    static final String MACHINE_LABEL = "jmachine-id";

    String id() {
        return json.text("id");
    }

    String name() {
        return json.text("name");
    }

    /** Return the id of the machine that it was made for; empty when somebody else made it. */
    String machineId() {
        return json.text("labels", MACHINE_LABEL);
    }

    /** Return its IPv4 address; empty when it has none yet. */
    String address() {
        return json.text("public-ip");
    }

    boolean isIn(String securityGroup) {
        return json.each("security-groups").stream().anyMatch(group -> group.text("id").equals(securityGroup));
    }

    boolean isBeingDeleted() {
        return json.text("state").equals("destroying");
    }

    MachineState state() {
        return switch (json.text("state")) {
            case "starting" -> MachineState.STARTING;
            case "running", "migrating" -> MachineState.RUNNING;
            case "stopping", "destroying" -> MachineState.STOPPING;
            case "stopped" -> MachineState.STOPPED;
            case "destroyed", "expunging" -> MachineState.NOT_FOUND;
            default -> MachineState.ERROR;
        };
    }
}
