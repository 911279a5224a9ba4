package dev.jmachine.driver.softlayer;

import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What networks a virtual server is to be on.
 *
 * @param privateOnly whether it has no public network
 * @param viaPrivate whether this computer reaches it at its private address
 * @param publicVlan id of its public VLAN; 0 for any
 * @param privateVlan id of its private VLAN; 0 for any
 * @param maxSpeed speed of the networks in Mbit/s; 0 for the provider's default
 */
record GuestNetwork(boolean privateOnly, boolean viaPrivate, int publicVlan, int privateVlan, int maxSpeed) {

    /** Read and check the options, as docker-machine does. */
    static GuestNetwork of(DriverOptions options) {
        boolean privateOnly = options.flag(SoftLayerOptions.PRIVATE_ONLY);
        GuestNetwork network = new GuestNetwork(privateOnly,
                privateOnly || options.flag(SoftLayerOptions.ON_PRIVATE_ADDRESS),
                options.number(SoftLayerOptions.PUBLIC_VLAN),
                options.number(SoftLayerOptions.PRIVATE_VLAN),
                options.number(SoftLayerOptions.MAX_SPEED));
        if (privateOnly && network.publicVlan > 0) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.PUBLIC_VLAN,
                    "There is no public network with --" + SoftLayerOptions.PRIVATE_ONLY + ".");
        }
        if (network.publicVlan > 0 && network.privateVlan == 0) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.PRIVATE_VLAN,
                    "It must be given, since --" + SoftLayerOptions.PUBLIC_VLAN + " is.");
        }
        if (network.privateVlan > 0 && !privateOnly && network.publicVlan == 0) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.PUBLIC_VLAN,
                    "It must be given, since --" + SoftLayerOptions.PRIVATE_VLAN + " is.");
        }
        return network;
    }

    Map<String, Object> toState() {
        return Map.of("PrivateNet", privateOnly, "PublicVLAN", publicVlan, "PrivateVLAN", privateVlan,
                "NetworkMaxSpeed", maxSpeed);
    }

    Map<String, Object> toTemplate() {
        Map<String, Object> template = new HashMap<>(Map.of("privateNetworkOnlyFlag", privateOnly));
        if (maxSpeed > 0) {
            template.put("networkComponents", List.of(Map.of("maxSpeed", maxSpeed)));
        }
        if (publicVlan > 0) {
            template.put("primaryNetworkComponent", vlan(publicVlan));
        }
        if (privateVlan > 0) {
            template.put("primaryBackendNetworkComponent", vlan(privateVlan));
        }
        return template;
    }

    private static Map<String, Object> vlan(int id) {
        return Map.of("networkVlan", Map.of("id", id));
    }

    /** Return the address at which this computer reaches a virtual server; empty when it has none yet. */
    String address(Guest guest) {
        return viaPrivate ? guest.privateAddress() : guest.publicAddress();
    }
}
