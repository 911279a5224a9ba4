package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.driver.jclouds.OwnedName;
import dev.jmachine.driver.jclouds.Settings;
import dev.jmachine.spi.DriverContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jclouds.cloudstack.domain.IngressRule;
import org.jclouds.cloudstack.domain.SecurityGroup;
import org.jclouds.cloudstack.options.ListSecurityGroupsOptions;

/**
 * The security groups of a machine at its own address: those that the options name, else one of its own, which lets in
 * SSH and the engine's TLS port. Its own is known by its name, which is in the state before it is made.
 */
final class OwnGroup {
    private static final String NAME = "OwnSecurityGroup";

    private final DriverContext context;
    private final Settings settings;
    private final Account account;
    private final Catalog catalog;

    OwnGroup(DriverContext context, Settings settings, Account account, Catalog catalog) {
        this.context = context;
        this.settings = settings;
        this.account = account;
        this.catalog = catalog;
    }

    /** Return the ids of the machine's groups, with its own made if need be. */
    List<String> ids() {
        List<String> named = settings.list(CloudStackSettings.SECURITY_GROUPS);
        if (!named.isEmpty()) {
            return named.stream().map(this::named).map(SecurityGroup::getId).toList();
        }
        String name = OwnedName.of(context).toString();
        boolean again = !name().isEmpty();
        context.state().save(Map.of(NAME, name));
        String id = (again ? find(name) : Optional.<SecurityGroup>empty()).map(this::complete).orElseGet(this::make);
        return List.of(id);
    }

    /** Check that the groups that the options name are there. */
    void check() {
        settings.list(CloudStackSettings.SECURITY_GROUPS).forEach(this::named);
    }

    private SecurityGroup named(String name) {
        return find(name).orElseThrow(() -> new MachineException(ErrorCode.INVALID_ARGUMENT,
                "Looking for the security group \"" + name + "\"", "The account has no such group."));
    }

    private String make() {
        Map<String, String> wanted = new HashMap<>(catalog.project());
        wanted.put("name", name());
        wanted.put("description", "Made by jmachine for one machine");
        String id = account.send("Making the security group " + name(), "createSecurityGroup", wanted)
                .text("securitygroup", "id");
        OpenPorts.NUMBERS.forEach(port -> open(id, port));
        return id;
    }

    private String complete(SecurityGroup group) {
        OpenPorts.NUMBERS.stream().filter(port -> group.getIngressRules().stream().noneMatch(rule -> lets(rule, port)))
                .forEach(port -> open(group.getId(), port));
        return group.getId();
    }

    private static boolean lets(IngressRule rule, int port) {
        return rule.getStartPort() == port && rule.getEndPort() == port;
    }

    private void open(String group, int port) {
        account.work("Opening port " + port, "authorizeSecurityGroupIngress", Map.of(
                "securitygroupid", group,
                "protocol", "TCP",
                "startport", Integer.toString(port),
                "endport", Integer.toString(port),
                "cidrlist", String.join(",", settings.list(CloudStackSettings.CIDRS))));
    }

    /** Take its own away; harmless when it is not there, or was never wanted. */
    void remove() {
        if (!name().isEmpty()) {
            find(name()).ifPresent(group -> account.takeAway(
                    "Deleting the security group " + name(), "deleteSecurityGroup", Map.of("id", group.getId())));
        }
    }

    /** Return all groups that were made for machines, by their names. */
    Stream<OwnedObject> owned() {
        return all(new ListSecurityGroupsOptions()).flatMap(group -> OwnedName.parse(group.getName()).stream()
                .map(owner -> new OwnedObject("security group", group.getId(), owner.machineId(), owner.machine())));
    }

    private Optional<SecurityGroup> find(String name) {
        return all(new ListSecurityGroupsOptions().named(name))
                .filter(group -> name.equals(group.getName())).findFirst();
    }

    private Stream<SecurityGroup> all(ListSecurityGroupsOptions options) {
        String project = catalog.id(Catalog.Kind.PROJECT);
        if (!project.isEmpty()) {
            options.projectId(project);
        }
        return account.calls().get("Looking for security groups",
                () -> account.api().getSecurityGroupApi().listSecurityGroups(options)).stream();
    }

    private String name() {
        return context.state().text(NAME);
    }
}
