package dev.jmachine.swarm.cluster;

import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.stack.StackService;
import java.util.List;

/**
 * How a cluster is.
 *
 * @param name its name
 * @param swarm the id of its swarm; empty as long as there is none
 * @param machines its machines: managers first, otherwise by name
 * @param services the services of its stacks; none when no manager answers
 * @param problems what is wrong, a sentence or two each, with what to do; none when all is well
 */
public record ClusterStatus(String name, String swarm, List<MemberStatus> machines, List<StackService> services,
        List<String> problems) {

    /** Copy the lists. */
    public ClusterStatus {
        machines = List.copyOf(machines);
        services = List.copyOf(services);
        problems = List.copyOf(problems);
    }

    /**
     * How a machine of a cluster is.
     *
     * @param machine its name
     * @param role what it is to be in the swarm
     * @param state what its provider says
     * @param node the state of its node, such as {@code ready}; empty when no manager answers or it is no node
     * @param availability of its node, such as {@code active}; empty likewise
     * @param leader whether it leads the managers
     */
    public record MemberStatus(String machine, SwarmSpec.Role role, MachineState state, String node,
            String availability, boolean leader) {
    }
}
