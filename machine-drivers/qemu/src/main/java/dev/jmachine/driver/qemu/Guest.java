package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.image.Image;

/**
 * All that a guest's QEMU is started from.
 *
 * @param name the machine's name
 * @param id the machine's id
 * @param files the machine's files
 * @param image the image that its disk stands on
 * @param settings what was asked for
 * @param network how it is reached
 * @param shared the network that it shares with others
 */
record Guest(
        String name,
        String id,
        MachineFiles files,
        Image image,
        MachineSettings settings,
        GuestNetwork network,
        SharedNetwork shared) {

    /** Return the same guest reached in another way. */
    Guest with(GuestNetwork other) {
        return new Guest(name, id, files, image, settings, other, shared);
    }
}
