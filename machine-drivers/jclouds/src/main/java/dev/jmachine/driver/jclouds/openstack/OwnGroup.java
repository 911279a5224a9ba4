package dev.jmachine.driver.jclouds.openstack;

import com.google.common.collect.ImmutableListMultimap;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.driver.jclouds.OwnedName;
import dev.jmachine.spi.DriverState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jclouds.openstack.neutron.v2.domain.Rule;
import org.jclouds.openstack.neutron.v2.domain.RuleDirection;
import org.jclouds.openstack.neutron.v2.domain.RuleEthertype;
import org.jclouds.openstack.neutron.v2.domain.RuleProtocol;
import org.jclouds.openstack.neutron.v2.domain.SecurityGroup;
import org.jclouds.openstack.neutron.v2.features.SecurityGroupApi;
import org.jclouds.openstack.v2_0.options.PaginationOptions;

/**
 * The machine's own security group: SSH and the engine's TLS port from outside, and everything from the subnets that
 * the machine is on, where a swarm's other nodes are. Known by its name, which is in the state before it is made.
 */
final class OwnGroup {
    private static final String ID = "OwnSecurityGroupId";
    private static final int ENGINE_PORT = 2376;

    private final Account account;
    private final DriverState state;

    OwnGroup(Account account, DriverState state) {
        this.account = account;
        this.state = state;
    }

    /** Return whether the machine has one. */
    boolean wanted() {
        return !name().isEmpty();
    }

    /**
     * Make it, or what it lacks.
     *
     * @param again whether it may have been made before
     * @param outside networks that SSH and the engine are opened to
     * @param neighbours networks that everything is opened to
     * @return its id
     */
    String make(boolean again, List<String> outside, List<String> neighbours) {
        SecurityGroup group = (again ? find() : Optional.<SecurityGroup>empty()).orElseGet(this::make);
        for (String network : outside) {
            open(group, network, (int) state.number("SSHPort", 22));
            open(group, network, ENGINE_PORT);
        }
        neighbours.forEach(network -> open(group, network, null));
        return group.getId();
    }

    private SecurityGroup make() {
        SecurityGroup group = account.calls().get("Making the security group " + name(),
                () -> api().create(SecurityGroup.createBuilder().name(name())
                        .description("Made by jmachine for one machine").build()));
        state.save(Map.of(ID, group.getId()));
        return group;
    }

    /** Take it away; harmless when it is not there. */
    void remove() {
        if (wanted()) {
            id().ifPresent(id -> account.calls().run("Deleting the security group " + name(),
                    () -> api().deleteSecurityGroup(id)));
        }
    }

    private Optional<String> id() {
        String id = state.text(ID);
        return id.isEmpty() ? find().map(SecurityGroup::getId) : Optional.of(id);
    }

    /** Return all groups that were made for machines, by their names. */
    Stream<OwnedObject> owned() {
        return account.calls().get("Looking for security groups that jmachine made",
                () -> api().listSecurityGroups().concat().toList()).stream().flatMap(group ->
                OwnedName.parse(group.getName()).stream().map(owner -> new OwnedObject(
                        "security group", group.getId(), owner.machineId(), owner.machine())));
    }

    /** Find it by its id; by its name only while an answer, or the process, may have been lost. */
    private Optional<SecurityGroup> find() {
        String id = state.text(ID);
        if (!id.isEmpty()) {
            return Optional.ofNullable(account.calls().get("Looking for the security group " + id,
                    () -> api().getSecurityGroup(id)));
        }
        return account.calls().get("Looking for the security group " + name(), () -> api().listSecurityGroups(
                PaginationOptions.Builder.queryParameters(ImmutableListMultimap.of("name", name()))).first()
                .transform(Optional::of).or(Optional.empty()));
    }

    private void open(SecurityGroup group, String network, Integer port) {
        if (group.getRules().stream().anyMatch(rule -> lets(rule, network, port))) {
            return;
        }
        Rule.CreateBuilder rule = Rule.createBuilder(RuleDirection.INGRESS, group.getId())
                .ethertype(network.contains(":") ? RuleEthertype.IPV6 : RuleEthertype.IPV4)
                .remoteIpPrefix(network);
        if (port != null) {
            rule.protocol(RuleProtocol.TCP).portRangeMin(port).portRangeMax(port);
        }
        account.calls().run("Opening " + (port == null ? "all ports" : "port " + port) + " to " + network,
                () -> api().create(rule.build()));
    }

    private static boolean lets(Rule rule, String network, Integer port) {
        return rule.getDirection() == RuleDirection.INGRESS && network.equals(rule.getRemoteIpPrefix())
                && (port == null ? rule.getPortRangeMin() == null : port.equals(rule.getPortRangeMin()));
    }

    private String name() {
        return state.text(OpenStackSettings.OWN_GROUP);
    }

    private SecurityGroupApi api() {
        return account.neutron().getSecurityGroupApi(account.region());
    }
}
