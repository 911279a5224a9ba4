package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.Handover;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.hypervisor.StoreKey;
import java.nio.file.Path;

/**
 * The network that all machines of one user's store share, and the numbers that a machine has in it by its slot.
 *
 * <p>It is a multicast group on the loopback interface, on which each QEMU hears and says Ethernet frames: no root is
 * needed, and no switch. Group and port differ between users and stores. The private ranges are chosen away from those
 * that Docker takes for itself, Swarm's overlay networks from 10.0.0.0 upward among them.
 *
 * @param key a number that differs between users and stores
 */
record SharedNetwork(int key) {
    /** The addresses of the user-mode network, the same in each machine. */
    static final String USER_NETWORK = "10.91.0.0/24";
    /** The name server that the user-mode network offers. */
    static final String NAME_SERVER = "10.91.0.3";
    /** The length of the shared network's prefix. */
    static final int PREFIX_LENGTH = 16;

    /** Return the network of a store, given the driver's folder in it. */
    static SharedNetwork of(Path sharedFolder) {
        return new SharedNetwork(StoreKey.of(sharedFolder));
    }

    /** Return QEMU's description of the network's end at this computer. */
    String backend() {
        return "socket,mcast=230." + (key >>> 24) + "." + (key >>> 16 & 0xff) + "." + ((key >>> 8 & 0xff) % 254 + 1)
                + ":" + (24_000 + (key & 0x1fff)) + ",localaddr=" + HostPorts.LOOPBACK;
    }

    /** Return the mark by which the processes of this store are known. */
    String mark() {
        return "jmachine-store=" + String.format("%08x", key);
    }

    /** Return the first port of a machine's own pair. */
    int ownPort(int slot) {
        return HostPorts.own(key & 0xffff, slot);
    }

    /** Return the network cards of a machine. */
    static Handover.Network cards(int slot) {
        return new Handover.Network(hardwareAddress(slot, 0), hardwareAddress(slot, 1),
                address(slot) + "/" + PREFIX_LENGTH);
    }

    /** Return a machine's address in the shared network. */
    static String address(int slot) {
        return "10.90." + slot / 254 + "." + (slot % 254 + 1);
    }

    /** Return the hardware address of a machine's network card: 0 for the user-mode, 1 for the shared network. */
    static String hardwareAddress(int slot, int card) {
        return String.format("52:54:00:%02x:%02x:%02x", 0xa0 + card, slot >>> 8, slot & 0xff);
    }
}
