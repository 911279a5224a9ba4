package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Set;

/** Looks whether a virtual machine can be made as asked for, before anything is made. */
final class VmCheck {
    private static final Set<String> RESERVED_USERS = Set.of("root", "admin", "administrator", "user", "guest", "test");

    private final DriverOptions options;

    VmCheck(DriverOptions options) {
        this.options = options;
    }

    /** Check what can be known without the provider. */
    VmSettings checkOptions(String machineName) {
        if (!machineName.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,53}[A-Za-z0-9])?")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the machine name \"" + machineName + "\"",
                    "A virtual machine of Azure's cannot bear it: it has letters, digits and dashes, 55 at most.");
        }
        if (!options.text(AzureOptions.SUBSCRIPTION).matches("[0-9A-Za-z-]+")) {
            throw InvalidOption.of(AzureOptions.SUBSCRIPTION,
                    "The subscription's id must be given, here or as AZURE_SUBSCRIPTION_ID.");
        }
        VmSettings settings = VmSettings.of(options);
        String user = options.text(AzureOptions.SSH_USER);
        SshAccess.requireUser(AzureOptions.SSH_USER, user);
        if (RESERVED_USERS.contains(user)) {
            throw InvalidOption.of(AzureOptions.SSH_USER, "Azure does not let a user be called \"" + user + "\".");
        }
        SshAccess.requirePort(AzureOptions.SSH_PORT, options.number(AzureOptions.SSH_PORT));
        SshAccess.requirePort(AzureOptions.DOCKER_PORT, options.number(AzureOptions.DOCKER_PORT));
        OptionFiles.read(AzureOptions.CUSTOM_DATA, options.text(AzureOptions.CUSTOM_DATA));
        return settings;
    }

    /** Check what Azure knows: the region, the size, the image, and that the name is free. */
    void checkAtProvider(Arm arm, VmSettings settings, String machineName, String machineId) {
        List<String> locations = arm.list("regions", arm.id("locations")).stream()
                .map(location -> location.text("name")).sorted().toList();
        require(locations.contains(settings.location()), "There is no region \"" + settings.location() + "\", but "
                + String.join(", ", locations) + ".");
        List<JsonValue> sizes = arm.list("sizes", arm.id(
                "providers/Microsoft.Compute/locations/" + settings.location() + "/vmSizes"));
        require(sizes.stream().anyMatch(size -> size.text("name").equalsIgnoreCase(settings.size())),
                "The region " + settings.location() + " has no size \"" + settings.size() + "\".");
        checkImage(arm, settings);
        // One that bears the machine's own id has been made already, and its creation goes on.
        require(arm.find("the virtual machine " + machineName,
                                arm.compute(settings.group(), "virtualMachines/" + machineName))
                        .filter(found -> !found.text("tags", MachineParts.ID_TAG).equals(machineId)).isEmpty(),
                "There is a virtual machine \"" + machineName + "\" in the resource group " + settings.group()
                        + " already.");
    }

    private static void checkImage(Arm arm, VmSettings settings) {
        VmImage image = VmImage.parse(settings.image());
        String path = image.versionsPath(settings.location());
        if (path.isEmpty()) {
            require(arm.find("the image " + settings.image(), settings.image()).isPresent(),
                    "There is no image \"" + settings.image() + "\".");
            return;
        }
        // What comes is a plain list, and not a page with one in it.
        List<JsonValue> versions = arm.find("the image " + settings.image(), arm.id(path))
                .map(JsonValue::each).orElse(List.of());
        boolean there = image.version().equals("latest") ? !versions.isEmpty()
                : versions.stream().anyMatch(version -> version.text("name").equals(image.version()));
        require(there, "The region " + settings.location() + " has no image \"" + settings.image() + "\".");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MachineException(
                    ErrorCode.PRECREATE_CHECK_FAILED, "Checking the options with Azure", otherwise);
        }
    }
}
