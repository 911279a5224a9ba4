package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jclouds.cloudstack.domain.FirewallRule;
import org.jclouds.cloudstack.domain.PortForwardingRule;
import org.jclouds.cloudstack.options.ListFirewallRulesOptions;
import org.jclouds.cloudstack.options.ListPortForwardingRulesOptions;

/** Firewall and forwarding rules of a public address: SSH, and the engine's TLS port. For one thread. */
final class OpenPorts {
    /** The ports that a machine is reached at. */
    static final List<Integer> NUMBERS = List.of(22, 2376);

    /** The rules that an address of the user's had before: they are not ours to take away. */
    private static final String FOUND = "FirewallRulesFound";
    private static final String LOOKED = "FirewallRulesLookedFor";

    private final DriverState state;
    private final Settings settings;
    private final Account account;
    private final Catalog catalog;

    OpenPorts(DriverState state, Settings settings, Account account, Catalog catalog) {
        this.state = state;
        this.settings = settings;
        this.account = account;
        this.catalog = catalog;
    }

    /** Let the ports of an address through the firewall, where they are not yet. */
    void open(String address) {
        List<FirewallRule> there = firewall(address);
        if (!state.flag(LOOKED)) {
            state.save(Map.of(LOOKED, true, FOUND, there.stream().map(FirewallRule::getId).toList()));
        }
        Set<String> wanted = Set.copyOf(settings.list(CloudStackSettings.CIDRS));
        for (int port : NUMBERS) {
            if (there.stream().noneMatch(rule -> isFor(rule, port) && rule.getCIDRs().containsAll(wanted))) {
                account.work("Opening port " + port, "createFirewallRule", Map.of(
                        "ipaddressid", address,
                        "protocol", "TCP",
                        "startport", Integer.toString(port),
                        "endport", Integer.toString(port),
                        "cidrlist", String.join(",", settings.list(CloudStackSettings.CIDRS))));
            }
        }
    }

    /** Lead the ports of an address to a virtual machine, where they are not yet. */
    void forward(String address, String machine) {
        List<PortForwardingRule> there = forwarded(address, machine).toList();
        for (int port : NUMBERS) {
            if (there.stream().noneMatch(rule -> rule.getPublicPort() == port)) {
                account.work("Forwarding port " + port, "createPortForwardingRule", Map.of(
                        "ipaddressid", address,
                        "virtualmachineid", machine,
                        "protocol", "TCP",
                        "publicport", Integer.toString(port),
                        "privateport", Integer.toString(port),
                        "openfirewall", "false"));
            }
        }
    }

    /** Take away what was made at an address. */
    void close(String address, String machine) {
        forwarded(address, machine).toList().forEach(rule -> account.takeAway(
                "Deleting a forwarding rule", "deletePortForwardingRule", Map.of("id", rule.getId())));
        List<String> found = state.list(FOUND);
        for (FirewallRule rule : state.flag(LOOKED) ? firewall(address) : List.<FirewallRule>of()) {
            if (NUMBERS.stream().anyMatch(port -> isFor(rule, port)) && !found.contains(rule.getId())) {
                account.takeAway("Deleting a firewall rule", "deleteFirewallRule", Map.of("id", rule.getId()));
            }
        }
    }

    /** Return whether ports of an address lead to other machines. */
    boolean areTaken(String address) {
        return rules(address).anyMatch(rule -> NUMBERS.contains(rule.getPublicPort()));
    }

    private static boolean isFor(FirewallRule rule, int port) {
        return rule.getProtocol() == FirewallRule.Protocol.TCP
                && rule.getStartPort() == port && rule.getEndPort() == port;
    }

    private Stream<PortForwardingRule> forwarded(String address, String machine) {
        return rules(address).filter(rule -> machine.equals(rule.getVirtualMachineId()));
    }

    private Stream<PortForwardingRule> rules(String address) {
        ListPortForwardingRulesOptions options = new ListPortForwardingRulesOptions().ipAddressId(address);
        if (!project().isEmpty()) {
            options.projectId(project());
        }
        return account.calls().get("Asking for the forwarding rules",
                () -> account.api().getFirewallApi().listPortForwardingRules(options)).stream();
    }

    private List<FirewallRule> firewall(String address) {
        ListFirewallRulesOptions options = new ListFirewallRulesOptions().ipAddressId(address);
        if (!project().isEmpty()) {
            options.projectId(project());
        }
        return List.copyOf(account.calls().get("Asking for the firewall rules",
                () -> account.api().getFirewallApi().listFirewallRules(options)));
    }

    private String project() {
        return catalog.id(Catalog.Kind.PROJECT);
    }
}
