package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.MachineNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * What may come in: SSH and the engine from some ranges, ports that were opened from everywhere, and what swarms need
 * from machines of the same group.
 */
final class FirewallRules {
    private static final List<String> EVERYBODY = List.of("0.0.0.0/0", "::/0");
    /** The data of overlay networks that are encrypted. */
    private static final String ESP = "50";
    /** What is said where a protocol has no ports. */
    private static final int NO_PORT = -1;

    private FirewallRules() {
    }

    /**
     * Return the rules, one source each.
     *
     * @param sshAlone whether the engine is reached over SSH, and needs no rule
     */
    static List<IpPermission> wanted(
            DriverOptions options, List<String> allowed, String groupId, boolean sshAlone) {
        List<IpPermission> rules = new ArrayList<>();
        for (String range : allowed) {
            rules.add(from(range, "tcp", options.number(Ec2Options.SSH_PORT)));
            if (!sshAlone) {
                rules.add(from(range, "tcp", MachineNetwork.DEFAULT_ENGINE_PORT));
            }
        }
        for (String port : options.list(Ec2Options.OPEN_PORT)) {
            EVERYBODY.forEach(range -> rules.add(from(range, protocol(port), number(port))));
        }
        rules.addAll(swarm(groupId));
        return rules.stream().distinct().toList();
    }

    private static List<IpPermission> swarm(String groupId) {
        UserIdGroupPair group = UserIdGroupPair.builder().groupId(groupId).build();
        return Stream.of(port("tcp", 2377), port("tcp", 7946), port("udp", 7946), port("udp", 4789),
                        port(ESP, NO_PORT))
                .map(rule -> rule.userIdGroupPairs(group).build())
                .toList();
    }

    private static IpPermission from(String range, String protocol, int port) {
        IpPermission.Builder rule = port(protocol, port);
        return AddressRange.isIpv6(range)
                ? rule.ipv6Ranges(Ipv6Range.builder().cidrIpv6(range).build()).build()
                : rule.ipRanges(IpRange.builder().cidrIp(range).build()).build();
    }

    private static IpPermission.Builder port(String protocol, int port) {
        return IpPermission.builder().ipProtocol(protocol).fromPort(port).toPort(port);
    }

    /** Return those of the wanted rules that a group does not have. */
    static List<IpPermission> missing(List<IpPermission> wanted, Collection<IpPermission> present) {
        return wanted.stream().filter(rule -> present.stream().noneMatch(other -> covers(other, rule))).toList();
    }

    private static boolean covers(IpPermission present, IpPermission wanted) {
        return present.ipProtocol().equals(wanted.ipProtocol())
                && (wanted.fromPort() == NO_PORT || wanted.fromPort().equals(present.fromPort())
                        && wanted.toPort().equals(present.toPort()))
                && cidrs(present).containsAll(cidrs(wanted))
                && groups(present).containsAll(groups(wanted));
    }

    private static List<String> cidrs(IpPermission rule) {
        return Stream.concat(rule.ipRanges().stream().map(IpRange::cidrIp),
                rule.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6)).toList();
    }

    private static List<String> groups(IpPermission rule) {
        return rule.userIdGroupPairs().stream().map(UserIdGroupPair::groupId).toList();
    }

    /** Check the ports that are to be opened, and to whom. */
    static void check(DriverOptions options) {
        for (String range : options.list(Ec2Options.ALLOW_FROM)) {
            Require.that(AddressRange.valid(range), Ec2Options.ALLOW_FROM, range,
                    "It is not an address or a range, such as 192.0.2.0/24.");
        }
        for (String port : options.list(Ec2Options.OPEN_PORT)) {
            Require.that(port.matches("\\d{1,5}(/(tcp|udp))?") && inRange(number(port)), Ec2Options.OPEN_PORT, port,
                    "It is not a port, such as 80 or 53/udp.");
        }
        int ssh = options.number(Ec2Options.SSH_PORT);
        Require.that(inRange(ssh), Ec2Options.SSH_PORT, Integer.toString(ssh), "It is not a port.");
    }

    private static boolean inRange(int port) {
        return port > 0 && port < 65536;
    }

    private static int number(String port) {
        return Integer.parseInt(port.split("/")[0]);
    }

    private static String protocol(String port) {
        return port.endsWith("/udp") ? "udp" : "tcp";
    }
}
