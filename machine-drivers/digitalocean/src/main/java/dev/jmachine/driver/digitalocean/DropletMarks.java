package dev.jmachine.driver.digitalocean;

import dev.jmachine.cloud.StoreMark;
import dev.jmachine.spi.DriverContext;
import java.util.List;

/** The tags of a machine's droplet. Each is the machine's alone, so that none is left over when it is removed. */
record DropletMarks(String machine, String store) {

    static DropletMarks of(DriverContext context) {
        return new DropletMarks("jmachine-id:" + context.machineId(), storePrefix(context) + context.machineId());
    }

    /** Return how the tags begin by which all droplets of the store are found. */
    static String storePrefix(DriverContext context) {
        return "jmachine-store:" + StoreMark.of(context) + ":";
    }

    /** Return how the names of all keys of the store begin. */
    static String keyPrefix(DriverContext context) {
        return "jmachine " + StoreMark.of(context) + " ";
    }

    List<String> all() {
        return List.of(machine, store);
    }
}
