package dev.jmachine.driver.exoscale;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.spi.DriverState;
import java.util.List;

/** The groups that a machine is in, by the names in its state: what may reach it, and what it runs apart from. */
final class MachineGroups {
    static final String SECURITY = "SecurityGroups";
    static final String AFFINITY = "AffinityGroups";

    private final ExoscaleApi api;
    private final DriverState state;
    private final SharedGroups security;
    private final SharedGroups affinity;

    MachineGroups(ExoscaleApi api, DriverState state) {
        this.api = api;
        this.state = state;
        this.security = SharedGroups.ofSecurity(api);
        this.affinity = SharedGroups.ofAntiAffinity(api);
    }

    /** Return the ids of the security groups; those made by us let in what a machine needs. */
    List<String> ensureSecurity(int sshPort) {
        return state.list(SECURITY).stream().map(name -> {
            String id = security.ensure(name);
            JsonValue group = security.whole(id);
            if (SharedGroups.isOurs(group)) {
                SecurityRule.needed(sshPort).stream().filter(rule -> !rule.isIn(group))
                        .forEach(rule -> add(rule, name, id));
            }
            return id;
        }).toList();
    }

    private void add(SecurityRule rule, String name, String id) {
        String port = rule.port() + "/" + rule.protocol();
        api.makeUnlessThere("Opening the port " + port + " in the security group " + name,
                "/security-group/" + id + "/rules", rule.toRequest(id));
    }

    /** Return the ids of the anti-affinity groups. */
    List<String> ensureAffinity() {
        return state.list(AFFINITY).stream().map(affinity::ensure).toList();
    }

    /** Delete those that we have made and that no machine is in any more. */
    void release() {
        List<Instance> instances = state.list(SECURITY).isEmpty() ? List.of() : new Instances(api).all();
        state.list(SECURITY).forEach(name -> security.release(name,
                id -> instances.stream().anyMatch(instance -> instance.isIn(id))));
        state.list(AFFINITY).forEach(name -> affinity.release(name,
                id -> !affinity.whole(id).each("instances").isEmpty()));
    }
}
