package dev.jmachine.hypervisor;

import dev.jmachine.spi.HostKey;

/**
 * What is handed over to a guest before its first boot, in whatever form.
 *
 * @param machineName host name
 * @param machineId the machine's id
 * @param user user to make
 * @param authorizedKey line for the user's {@code authorized_keys}
 * @param hostKey the SSH host key that we have made
 * @param network its network cards
 */
public record Handover(
        String machineName, String machineId, String user, String authorizedKey, HostKey hostKey, Network network) {

    /**
     * The two network cards of a guest: one outward, with addresses by DHCP, and one to the other machines.
     *
     * @param outwardHardwareAddress hardware address of the first, with colons
     * @param sharedHardwareAddress hardware address of the second
     * @param sharedAddress address of the second, with the length of the prefix
     */
    public record Network(String outwardHardwareAddress, String sharedHardwareAddress, String sharedAddress) {
        /** Cards of which nothing is said: cloud-init then has the first one get its address by DHCP. */
        public static final Network AUTOMATIC = new Network("", "", "");
    }
}
