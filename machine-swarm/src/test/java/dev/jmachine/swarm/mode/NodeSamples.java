package dev.jmachine.swarm.mode;

import dev.jmachine.api.SwarmSpec;
import java.util.Map;
import java.util.Optional;

/** Nodes as managers tell of them. */
final class NodeSamples {

    private NodeSamples() {
    }

    static SwarmNode manager(String name, String reachability) {
        return node(name, SwarmSpec.Role.MANAGER, "ready", reachability);
    }

    static SwarmNode worker(String name) {
        return node(name, SwarmSpec.Role.WORKER, "ready", "");
    }

    static SwarmNode node(String name, SwarmSpec.Role role, String state, String reachability) {
        return new SwarmNode("id-" + name, name, Optional.of(name), role, SwarmSpec.Availability.ACTIVE, state, "",
                "192.0.2.1", reachability, false, "26.1.5", Map.of());
    }
}
