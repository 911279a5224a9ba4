package dev.jmachine.driver.google;

import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.OpenPort;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked for of an instance, as it is kept in the state by docker-machine's keys.
 *
 * @param values texts, numbers, truth values and lists by key
 */
record InstanceSettings(Map<String, Object> values) {

    InstanceSettings {
        values = Map.copyOf(values);
    }

    /** Read and check the options. */
    static InstanceSettings of(DriverOptions options) {
        Map<String, Object> values = new HashMap<>();
        values.put("Zone", slug(options, GoogleOptions.ZONE));
        values.put("MachineType", slug(options, GoogleOptions.MACHINE_TYPE));
        values.put("MachineImage", options.text(GoogleOptions.IMAGE));
        values.put("ServiceAccount", options.text(GoogleOptions.SERVICE_ACCOUNT));
        values.put("Scopes", options.text(GoogleOptions.SCOPES));
        values.put("DiskSize", options.number(GoogleOptions.DISK_SIZE));
        values.put("DiskType", slug(options, GoogleOptions.DISK_TYPE));
        values.put("Network", options.text(GoogleOptions.NETWORK));
        values.put("Subnetwork", options.text(GoogleOptions.SUBNETWORK));
        values.put("Address", options.text(GoogleOptions.ADDRESS));
        values.put("Preemptible", options.flag(GoogleOptions.PREEMPTIBLE));
        values.put("Tags", options.text(GoogleOptions.TAGS));
        boolean internalOnly = options.flag(GoogleOptions.INTERNAL_ADDRESS_ONLY);
        values.put("UseInternalIP", internalOnly || options.flag(GoogleOptions.INTERNAL_ADDRESS));
        values.put("UseInternalIPOnly", internalOnly);
        values.put("UseExisting", options.flag(GoogleOptions.USE_EXISTING));
        values.put("OpenPorts", options.list(GoogleOptions.OPEN_PORT));
        values.put("SourceRanges", options.text(GoogleOptions.SOURCE_RANGES));
        InstanceSettings settings = new InstanceSettings(values);
        settings.ports();
        if (settings.image().isEmpty()) {
            throw InvalidOption.of(GoogleOptions.IMAGE, "\"" + values.get("MachineImage")
                    + "\" is no image, such as ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64.");
        }
        return settings;
    }

    private static String slug(DriverOptions options, String name) {
        String value = options.text(name);
        if (!value.matches("[a-z0-9-]+")) {
            throw InvalidOption.of(name, "\"" + value + "\" is none.");
        }
        return value;
    }

    String text(String key) {
        return (String) values.get(key);
    }

    boolean flag(String key) {
        return (Boolean) values.get(key);
    }

    String zone() {
        return text("Zone");
    }

    /** Return the zone's region: its name without the last part. */
    static String region(String zone) {
        return zone.substring(0, Math.max(0, zone.lastIndexOf('-')));
    }

    int diskSize() {
        return (Integer) values.get("DiskSize");
    }

    /** Return the image's path, {@code projects/…}; empty when it is none. */
    String image() {
        String given = text("MachineImage").replaceFirst("^https://[^ ]*?/(?=projects/)", "");
        String path = given.startsWith("projects/") ? given : "projects/" + given;
        return path.matches("projects/[A-Za-z0-9:.-]+/global/images/[A-Za-z0-9/_.-]+") ? path : "";
    }

    List<OpenPort> ports() {
        return ((List<?>) values.get("OpenPorts")).stream()
                .map(port -> OpenPort.parse(GoogleOptions.OPEN_PORT, (String) port)).toList();
    }

    /** Return what is separated by commas. */
    List<String> list(String key) {
        return Stream.of(text(key).split(",")).map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    /** Return whether the state tells of an instance that was there before. */
    static boolean existing(DriverState state) {
        return state.flag("UseExisting");
    }
}
