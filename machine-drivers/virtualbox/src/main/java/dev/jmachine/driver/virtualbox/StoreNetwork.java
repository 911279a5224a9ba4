package dev.jmachine.driver.virtualbox;

import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.hypervisor.StoreKey;
import java.nio.file.Path;

/**
 * What the machines of one user's store have in common in VirtualBox, and the numbers of each by its slot.
 *
 * @param key a number that differs between users and stores
 */
record StoreNetwork(int key) {
    /** The addresses of the NAT network, away from those that Docker takes for itself. */
    static final String PREFIX = "10.92.0.0/16";
    /** The length of its prefix. */
    static final int PREFIX_LENGTH = 16;
    private static final int SUBNET = 254;

    /** Return the network of a store, given the driver's folder in it. */
    static StoreNetwork of(Path sharedFolder) {
        return new StoreNetwork(StoreKey.of(sharedFolder));
    }

    /** Return the mark of the store, which the name of its NAT network is too. */
    String mark() {
        return "jmachine-" + String.format("%08x", key);
    }

    /** Return the first of a machine's own pair of ports. */
    int ownPort(int slot) {
        return HostPorts.own(key & 0xffff, slot);
    }

    /** Return a machine's address in the NAT network, whose first subnet VirtualBox takes for itself. */
    static String address(int slot) {
        return "10.92." + (1 + slot / SUBNET) + "." + (slot % SUBNET + 1);
    }

    /** Return the hardware address of a machine's card: 0 for the one outward, 1 for the one to the other machines. */
    String hardwareAddress(int slot, int card) {
        return String.format("08:00:27:%02x:%02x:%02x", card << 7 | key & 0x7f, slot >>> 8, slot & 0xff);
    }
}
