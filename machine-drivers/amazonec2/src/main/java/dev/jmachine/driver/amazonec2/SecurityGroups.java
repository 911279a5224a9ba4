package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The security groups of a machine: those named, or one that all machines of the store in the same VPC share. A group
 * that was made here bears the store's tag, and goes with the last machine in it.
 */
final class SecurityGroups {
    private static final Duration RELEASE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    private final Ec2Session ec2;
    private final DriverContext context;
    private final Ownership ownership;
    private final NetworkCards cards;

    SecurityGroups(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.context = context;
        this.ownership = Ownership.of(context);
        this.cards = new NetworkCards(ec2, context.state().text(StateKeys.INSTANCE_ID));
    }

    /** Return the names, or ids, of the groups that the options ask for. */
    List<String> wanted(DriverOptions options) {
        List<String> given = options.list(Ec2Options.SECURITY_GROUP);
        return given.isEmpty() ? List.of(ownership.groupName()) : given;
    }

    /** Check that groups which are not to be made are there. */
    void check(DriverOptions options, String vpc) {
        wanted(options).stream()
                .filter(name -> isId(name) || options.flag(Ec2Options.SECURITY_GROUP_READONLY))
                .forEach(name -> existing(name, vpc));
    }

    /** Make the saved groups and the first one's rules, as far as they are not there; return the groups' ids. */
    List<String> ensure(Map<String, String> tags) {
        DriverState state = context.state();
        DriverOptions options = context.options();
        String vpc = state.text(StateKeys.VPC);
        boolean readOnly = options.flag(Ec2Options.SECURITY_GROUP_READONLY);
        List<String> ids = new ArrayList<>();
        for (String name : state.list(StateKeys.GROUP_NAMES)) {
            ids.add((readOnly || isId(name) ? existing(name, vpc) : ensure(name, vpc, tags)).groupId());
        }
        if (!readOnly) {
            allow(ids.get(0), options, state.list(StateKeys.ALLOW_FROM));
        }
        return ids;
    }

    private SecurityGroup existing(String name, String vpc) {
        return find(name, vpc).orElseThrow(() -> new MachineException(ErrorCode.PRECREATE_CHECK_FAILED,
                "Looking for the security group " + name, "There is none in the VPC " + vpc + "."));
    }

    private SecurityGroup ensure(String name, String vpc, Map<String, String> tags) {
        Optional<SecurityGroup> found = find(name, vpc);
        if (found.isPresent()) {
            return found.get();
        }
        String activity = "Making the security group " + name;
        context.progress(activity);
        try {
            String id = ec2.call(activity, client -> client.createSecurityGroup(request -> request
                    .groupName(name)
                    .description("Machines of jmachine")
                    .vpcId(vpc)
                    .tagSpecifications(ownership.storeTags(ResourceType.SECURITY_GROUP, tags)))).groupId();
            return SecurityGroup.builder().groupId(id).build();
        } catch (MachineException e) {
            // A machine beside this one was first.
            if (!Ec2Failures.code(e).equals("InvalidGroup.Duplicate")) {
                throw e;
            }
            return existing(name, vpc);
        }
    }

    /** Machines made side by side may add the same rule: then what is missing is looked for anew. */
    private void allow(String id, DriverOptions options, List<String> ranges) {
        List<IpPermission> wanted = FirewallRules.wanted(options, ranges, id, context.bastion().isPresent());
        for (int attempt = 1; ; attempt++) {
            List<IpPermission> missing = FirewallRules.missing(wanted, rules(id));
            if (missing.isEmpty()) {
                return;
            }
            try {
                ec2.call("Opening ports in the security group " + id, client -> client
                        .authorizeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(missing)));
                return;
            } catch (MachineException e) {
                if (attempt == ATTEMPTS || !Ec2Failures.code(e).equals("InvalidPermission.Duplicate")) {
                    throw e;
                }
            }
        }
    }

    private List<IpPermission> rules(String id) {
        return ec2.call("Reading the security group " + id, client -> client
                        .describeSecurityGroups(request -> request.filters(Ownership.filter("group-id", id))))
                .securityGroups().stream()
                .flatMap(group -> group.ipPermissions().stream())
                .toList();
    }

    private Optional<SecurityGroup> find(String name, String vpc) {
        Filter which = Ownership.filter(isId(name) ? "group-id" : "group-name", name);
        return describe(List.of(which, Ownership.filter("vpc-id", vpc))).stream().findFirst();
    }

    private List<SecurityGroup> describe(List<Filter> filters) {
        return ec2.call("Looking for security groups",
                client -> client.describeSecurityGroups(request -> request.filters(filters))).securityGroups();
    }

    private static boolean isId(String name) {
        return name.matches("sg-[0-9a-f]{8,17}");
    }

    /** Delete those of the store's groups, in the machine's VPC, that no other machine is in. */
    void release() {
        String vpc = context.state().text(StateKeys.VPC);
        List<Filter> filters = new ArrayList<>(List.of(ownership.ofStore()));
        if (!vpc.isEmpty()) {
            filters.add(Ownership.filter("vpc-id", vpc));
        }
        describe(filters).stream()
                .map(SecurityGroup::groupId)
                .filter(id -> !cards.anyOtherIn(id))
                .forEach(this::delete);
    }

    /** The network card of an instance that has ended may hold the group for a while. */
    private void delete(String id) {
        Deadline deadline = Deadline.after(RELEASE);
        while (!deleted(id)) {
            if (deadline.expired()) {
                context.notice("The security group " + id + " is kept: something else is still in it.");
                return;
            }
            deadline.pause("the security group " + id + " to be free", INTERVAL);
        }
    }

    private boolean deleted(String id) {
        try {
            ec2.call("Deleting the security group " + id,
                    client -> client.deleteSecurityGroup(request -> request.groupId(id)));
            return true;
        } catch (MachineException e) {
            return switch (Ec2Failures.code(e)) {
                case "InvalidGroup.NotFound", "InvalidGroupId.NotFound" -> true;
                case "DependencyViolation", "InvalidGroup.InUse" -> cards.anyOtherIn(id);
                default -> throw e;
            };
        }
    }
}
