package dev.jmachine.driver.qemu;

import dev.jmachine.spi.HostKey;

/**
 * What is handed over to a guest before its first boot, in whatever form.
 *
 * @param machineName host name
 * @param machineId the machine's id
 * @param user user to make
 * @param authorizedKey line for the user's {@code authorized_keys}
 * @param hostKey the SSH host key that we have made
 * @param slot the machine's slot, from which its network addresses follow
 */
record Handover(String machineName, String machineId, String user, String authorizedKey, HostKey hostKey, int slot) {

    /** Return the hardware address of one of its network cards. */
    String hardwareAddress(int card) {
        return SharedNetwork.hardwareAddress(slot, card);
    }

    /** Return its address in the shared network, with the length of the prefix. */
    String sharedAddress() {
        return SharedNetwork.address(slot) + "/" + SharedNetwork.PREFIX_LENGTH;
    }
}
