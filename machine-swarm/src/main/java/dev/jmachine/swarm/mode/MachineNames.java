package dev.jmachine.swarm.mode;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which machines of a store are which nodes. Machines that the store does not remember to be in a swarm are asked when
 * their name or address is that of a node that nobody is.
 */
final class MachineNames {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, String> byNode;
    private final List<Machine> others;

    private MachineNames(Map<String, String> byNode, List<Machine> others) {
        this.byNode = byNode;
        this.others = others;
    }

    /** Read what is remembered of the machines of a swarm. */
    static MachineNames of(Machines machines, String cluster) {
        Map<String, String> byNode = new HashMap<>();
        List<Machine> others = new ArrayList<>();
        for (Machine machine : machines.list()) {
            Optional<Membership> member = Membership.of(machine);
            member.filter(one -> one.cluster().equals(cluster))
                    .ifPresent(one -> byNode.put(one.node(), machine.name()));
            if (member.isEmpty()) {
                others.add(machine);
            }
        }
        return new MachineNames(byNode, others);
    }

    /** Return the machine that a node is. */
    Optional<String> of(String node, String hostname, String address) {
        if (byNode.containsKey(node)) {
            return Optional.of(byNode.get(node));
        }
        return others.stream().filter(machine -> mayBe(machine, hostname, address))
                .filter(machine -> isNode(machine, node)).map(Machine::name).findFirst();
    }

    private static boolean mayBe(Machine machine, String hostname, String address) {
        try {
            return machine.name().equals(hostname) || address.equals(machine.url().getHost());
        } catch (MachineException e) {
            return false; // A machine whose address is not known cannot be asked.
        }
    }

    private boolean isNode(Machine machine, String node) {
        try {
            return LocalNode.of(machine, TIMEOUT).node().equals(node);
        } catch (MachineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return false; // It does not say so.
        }
    }
}
