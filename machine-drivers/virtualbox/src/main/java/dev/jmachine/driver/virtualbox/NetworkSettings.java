package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.NetworkCard;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a machine is to be connected, as the options say.
 *
 * @param hostOnly whether the network between the machines is a host-only one, else it is a NAT network
 * @param hostOnlyCidr the host's address in it
 * @param natCard model of the card outward, in docker-machine's words
 * @param sharedCard model of the card towards the other machines
 * @param promiscuous what that card may overhear
 * @param hostResolver whether the host's resolver answers the guest
 * @param dnsProxy whether the guest's name queries are passed on
 */
record NetworkSettings(boolean hostOnly, String hostOnlyCidr, String natCard, String sharedCard, String promiscuous,
        boolean hostResolver, boolean dnsProxy) {
    /** Where the state has the host's address in the host-only network; docker-machine's name of it. */
    static final String CIDR = "HostOnlyCIDR";
    private static final Map<String, String> MODELS = Map.of("Am79C970A", "Am79C970A", "Am79C973", "Am79C973",
            "82540EM", "I82540EM", "82543GC", "I82543GC", "82545EM", "I82545EM", "virtio", "Virtio");
    private static final Map<String, String> POLICIES =
            Map.of("deny", "Deny", "allow-vms", "AllowNetwork", "allow-all", "AllowAll");
    private static final Set<String> NETWORKS = Set.of("nat-network", "hostonly");

    /** Read and check the options. */
    static NetworkSettings of(DriverOptions options) {
        String network = options.text(VirtualBoxOptions.NETWORK);
        Settings.require(NETWORKS.contains(network), VirtualBoxOptions.NETWORK, network,
                "It is nat-network or hostonly.");
        String promiscuous = options.text(VirtualBoxOptions.PROMISCUOUS);
        Settings.require(POLICIES.containsKey(promiscuous), VirtualBoxOptions.PROMISCUOUS, promiscuous,
                "It is deny, allow-vms or allow-all.");
        String cidr = options.text(VirtualBoxOptions.HOST_ONLY_CIDR);
        HostOnlyNetwork.parse(cidr);
        return new NetworkSettings(network.equals("hostonly"), cidr, card(options, VirtualBoxOptions.NAT_CARD),
                card(options, VirtualBoxOptions.SHARED_CARD), promiscuous,
                options.flag(VirtualBoxOptions.HOST_RESOLVER), !options.flag(VirtualBoxOptions.NO_DNS_PROXY));
    }

    private static String card(DriverOptions options, String option) {
        String model = options.text(option);
        Settings.require(MODELS.containsKey(model), option, model,
                "It is Am79C970A, Am79C973, 82540EM, 82543GC, 82545EM or virtio.");
        return model;
    }

    /** Return whether the machine's network between machines is a host-only one, as it was saved. */
    static boolean hostOnly(DriverState state) {
        return state.flag("HostOnly");
    }

    /** Return what is to be saved, by docker-machine's names where it has them. */
    Map<String, Object> toState() {
        return new HashMap<>(Map.of("HostOnly", hostOnly, CIDR, hostOnlyCidr, "NatNicType", natCard,
                "HostOnlyNicType", sharedCard, "HostOnlyPromiscMode", promiscuous, "HostDNSResolver", hostResolver,
                "DNSProxy", dnsProxy));
    }

    /** Set the card outward. */
    void setOutward(NetworkCard card, String hardwareAddress) {
        card.plugIn(MODELS.get(natCard), hardwareAddress.replace(":", ""));
        card.attachToNat(hostResolver, dnsProxy);
    }

    /** Set the card towards the other machines, attached to a network by its name in VirtualBox. */
    void setShared(NetworkCard card, String hardwareAddress, String network) {
        card.plugIn(MODELS.get(sharedCard), hardwareAddress.replace(":", ""));
        if (hostOnly) {
            card.attachToHostOnly(network, POLICIES.get(promiscuous));
        } else {
            card.attachToNatNetwork(network);
        }
    }
}
