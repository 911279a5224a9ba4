package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked for of an instance.
 *
 * @param zone the zone's name
 * @param type the instance type as it was given
 * @param image the template as it was given
 * @param diskSize GiB
 * @param user the user to log in as; empty for the template's
 * @param keyFile the user's private key file; empty for one that is made
 */
record InstanceSettings(String zone, String type, String image, int diskSize, String user, String keyFile) {
    private static final int LEAST_DISK = 10;
    private static final int LARGEST_DISK = 51200;
    private static final List<String> DEFAULT_GROUPS = List.of("docker-machine");

    /** Read and check the options. */
    static InstanceSettings of(DriverOptions options) {
        InstanceSettings settings = new InstanceSettings(
                options.text(ExoscaleOptions.ZONE).toLowerCase(Locale.ROOT),
                options.text(ExoscaleOptions.INSTANCE_PROFILE),
                options.text(ExoscaleOptions.IMAGE),
                options.number(ExoscaleOptions.DISK_SIZE),
                options.text(ExoscaleOptions.SSH_USER),
                options.text(ExoscaleOptions.SSH_KEY));
        if (!settings.zone.matches("[a-z0-9-]+")) {
            throw InvalidOption.of(ExoscaleOptions.ZONE, "\"" + settings.zone + "\" is no zone.");
        }
        if (settings.diskSize < LEAST_DISK || settings.diskSize > LARGEST_DISK) {
            throw InvalidOption.of(ExoscaleOptions.DISK_SIZE,
                    settings.diskSize + " is not between " + LEAST_DISK + " and " + LARGEST_DISK + ".");
        }
        if (!settings.user.isEmpty()) {
            SshAccess.requireUser(ExoscaleOptions.SSH_USER, settings.user);
        }
        SshAccess.requirePort(ExoscaleOptions.SSH_PORT, options.number(ExoscaleOptions.SSH_PORT));
        return settings;
    }

    static List<String> securityGroups(DriverOptions options) {
        List<String> given = options.list(ExoscaleOptions.SECURITY_GROUP);
        return given.isEmpty() ? DEFAULT_GROUPS : given;
    }

    /** Return the user to log in as. */
    String userOf(JsonValue template) {
        String known = template.text("default-user");
        return !user.isEmpty() ? user : known.isEmpty() ? "root" : known;
    }

    /** Return the public half of the user's key. */
    String publicKey() {
        OptionFiles.read(ExoscaleOptions.SSH_KEY, keyFile);
        String key = OptionFiles.read(ExoscaleOptions.SSH_KEY, keyFile + ".pub").strip();
        if (!key.matches("(ssh|ecdsa|sk)-\\S+ \\S+.*")) {
            throw InvalidOption.of(ExoscaleOptions.SSH_KEY,
                    "The file beside it, of the same name and \".pub\", holds no SSH public key.");
        }
        return key;
    }

    /** Return what is to be saved, by docker-machine's keys. */
    Map<String, Object> toState() {
        return Map.of("AvailabilityZone", zone, "InstanceProfile", type, "Image", image, "DiskSize", diskSize);
    }
}
