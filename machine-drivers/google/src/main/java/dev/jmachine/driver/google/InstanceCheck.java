package dev.jmachine.driver.google;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import java.util.Optional;

/** Looks whether an instance can be made as asked for, before anything is made. */
final class InstanceCheck {
    private final Compute compute;
    private final InstanceSettings settings;

    InstanceCheck(Compute compute, InstanceSettings settings) {
        this.compute = compute;
        this.settings = settings;
    }

    /** Instances bear their machines' names. */
    static void requireName(String name) {
        if (!name.matches("[a-z]([a-z0-9-]{0,57}[a-z0-9])?")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the machine name \"" + name + "\"",
                    "An instance of Google's cannot bear it: it begins with a lower-case letter, has lower-case "
                            + "letters, digits and dashes, and 58 of them at most.");
        }
    }

    /**
     * Check with Google.
     *
     * @param id the machine's identity: an instance that bears it is its own, whose creation goes on
     */
    void run(String name, String id) {
        Optional<Instance> there = compute.instance(name);
        if (settings.flag("UseExisting")) {
            require(there.isPresent(), "There is no instance \"" + name + "\" in " + settings.zone() + " to use.");
            return;
        }
        require(there.map(Instance::machineId).orElse(id).equals(id),
                "There is an instance \"" + name + "\" in " + settings.zone() + " already.");
        JsonValue zone = find("zone", settings.zone(), compute.inZone("").replaceFirst("/$", ""));
        require(zone.text("status").equals("UP"), "The zone " + settings.zone() + " is down.");
        String type = settings.text("MachineType");
        checkImage(find("machine type", type, compute.inZone("machineTypes/" + type)).text("architecture"));
    }

    private void checkImage(String architecture) {
        JsonValue image = find("image", settings.text("MachineImage"), "/" + settings.image());
        String made = image.text("architecture");
        require(made.isEmpty() || architecture.isEmpty() || made.equals(architecture), "The image "
                + settings.text("MachineImage") + " is for " + made + ", and machines of the type "
                + settings.text("MachineType") + " are " + architecture + ".");
        long least = image.number("diskSizeGb");
        require(settings.diskSize() >= least, "The image needs a disk of " + least + " GB: --"
                + GoogleOptions.DISK_SIZE + " is " + settings.diskSize() + ".");
    }

    private JsonValue find(String kind, String name, String path) {
        return compute.find("Looking for the " + kind + " " + name, path).orElseThrow(
                () -> failed("There is no " + kind + " \"" + name + "\"."));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw failed(otherwise);
        }
    }

    private static MachineException failed(String problem) {
        return new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Checking the options with Google", problem);
    }
}
