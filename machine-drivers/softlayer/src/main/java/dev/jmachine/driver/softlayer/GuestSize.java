package dev.jmachine.driver.softlayer;

import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a virtual server is to be.
 *
 * @param flavor key name of a profile that says it all; empty for none
 * @param cpus number of CPUs
 * @param memory memory in MB
 * @param disk size of the disk in GB; 0 for the smallest there is
 * @param localDisk whether the disk is the host's own
 */
record GuestSize(String flavor, int cpus, int memory, int disk, boolean localDisk) {

    /** Read and check the options. */
    static GuestSize of(DriverOptions options) {
        String flavor = options.text(SoftLayerOptions.FLAVOR);
        if (!flavor.matches("[A-Z0-9_]*")) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.FLAVOR,
                    "\"" + flavor + "\" is no key name of a profile, such as B1_1X2X25.");
        }
        return new GuestSize(flavor,
                atLeast(1, options, SoftLayerOptions.CPU),
                atLeast(1, options, SoftLayerOptions.MEMORY),
                atLeast(0, options, SoftLayerOptions.DISK_SIZE),
                options.flag(SoftLayerOptions.LOCAL_DISK));
    }

    private static int atLeast(int least, DriverOptions options, String name) {
        int value = options.number(name);
        if (value < least) {
            throw SoftLayerOptions.invalid(name, value + " is less than " + least + ".");
        }
        return value;
    }

    Map<String, Object> toState() {
        return Map.of("Flavor", flavor, "Cpu", cpus, "Memory", memory, "DiskSize", disk, "LocalDisk", localDisk);
    }

    Map<String, Object> toTemplate() {
        Map<String, Object> template = new HashMap<>(Map.of("localDiskFlag", localDisk));
        if (!flavor.isEmpty()) {
            template.put("supplementalCreateObjectOptions", Map.of("flavorKeyName", flavor));
            return template;
        }
        template.put("startCpus", cpus);
        template.put("maxMemory", memory);
        if (disk > 0) {
            template.put("blockDevices", List.of(Map.of("device", "0", "diskImage", Map.of("capacity", disk))));
        }
        return template;
    }
}
