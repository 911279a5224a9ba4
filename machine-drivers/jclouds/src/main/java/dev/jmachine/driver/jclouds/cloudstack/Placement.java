package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.driver.jclouds.Settings;
import java.util.List;

/**
 * Where a virtual machine is put, which says how it is reached.
 *
 * @param basicZone whether the zone has one network for all
 * @param networks its networks, the first of which has its address; none in a basic zone
 */
record Placement(boolean basicZone, List<GuestNetwork> networks) {

    /** Return whether it is reached at a public address that the network's router translates. */
    boolean isBehindNat(Settings settings) {
        return isIsolated() && !settings.flag(CloudStackSettings.USE_PRIVATE_ADDRESS);
    }

    /** Return whether security groups say who reaches it. */
    boolean hasSecurityGroups() {
        return basicZone || networks.stream().anyMatch(GuestNetwork::hasSecurityGroups);
    }

    private boolean isIsolated() {
        return !basicZone && networks.get(0).isolated();
    }

    /** Refuse options that have no meaning there. */
    void check(Settings settings) {
        String own = "The network is shared: machines are reached at their own addresses.";
        boolean given = !settings.text(CloudStackSettings.PUBLIC_IP).isEmpty();
        CloudStackSettings.refuse(given && !isIsolated(), CloudStackOptions.PUBLIC_IP, own);
        CloudStackSettings.refuse(settings.flag(CloudStackSettings.USE_PORT_FORWARD) && !isIsolated(),
                CloudStackOptions.USE_PORT_FORWARD, own);
        CloudStackSettings.refuse(isBehindNat(settings) && networks.get(0).inVpc(), CloudStackOptions.NETWORK,
                "It is a tier of a VPC, where this driver makes no public address: use --"
                        + CloudStackOptions.USE_PRIVATE_ADDRESS + ".");
        CloudStackSettings.refuse(!settings.list(CloudStackSettings.SECURITY_GROUPS).isEmpty() && !hasSecurityGroups(),
                CloudStackOptions.SECURITY_GROUP, "The network has no security groups.");
    }
}
