package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a real swarm. */
record SwarmRollingNodes(Swarm swarm) implements RollingNodes {

    @Override
    public List<SwarmNode> all() {
        return swarm.nodes();
    }

    @Override
    public void takeOut(String node, SwarmSpec.Availability before, ProgressSink sink) {
        swarm.nodesOf().label(node, Map.of(RollingChange.MARK, before.name()), Set.of());
        swarm.nodesOf().drain(node, sink);
    }

    @Override
    public void putBack(String node, SwarmSpec.Availability before) {
        swarm.nodesOf().availability(node, before);
        swarm.nodesOf().label(node, Map.of(), Set.of(RollingChange.MARK));
    }

    @Override
    public boolean settled(Machine machine) {
        LocalNode node = LocalNode.of(machine, LocalNode.TIMEOUT);
        if (node.locked()) {
            swarm.unlock(machine.name(), "");
        }
        return node.active();
    }
}
