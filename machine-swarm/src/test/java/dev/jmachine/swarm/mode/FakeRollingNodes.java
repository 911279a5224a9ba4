package dev.jmachine.swarm.mode;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.spi.ProgressSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A swarm of nodes that do at once as they are told. */
final class FakeRollingNodes implements RollingNodes {
    private final Map<String, SwarmNode> nodes = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private int unsettled;

    /** Adds a node whose machine bears the same name. */
    FakeRollingNodes add(String name, SwarmSpec.Role role, boolean leader) {
        boolean manager = role == SwarmSpec.Role.MANAGER;
        nodes.put(name, new SwarmNode(name, name, Optional.of(name), role, SwarmSpec.Availability.ACTIVE, "ready", "",
                "192.0.2.1", manager ? "reachable" : "", leader, "26.1.5", Map.of()));
        return this;
    }

    SwarmNode node(String name) {
        return nodes.get(name);
    }

    void availability(String name, SwarmSpec.Availability availability, Map<String, String> labels) {
        SwarmNode old = nodes.get(name);
        put(old, availability, old.state(), old.reachability(), old.leader(), labels);
    }

    void state(String name, String state) {
        SwarmNode old = nodes.get(name);
        boolean manager = old.role() == SwarmSpec.Role.MANAGER;
        put(old, old.availability(), state, !manager ? "" : state.equals("ready") ? "reachable" : "unreachable",
                old.leader(), old.labels());
    }

    void leader(String name) {
        for (SwarmNode old : List.copyOf(nodes.values())) {
            put(old, old.availability(), old.state(), old.reachability(), old.id().equals(name), old.labels());
        }
    }

    private void put(SwarmNode old, SwarmSpec.Availability availability, String state, String reachability,
            boolean leader, Map<String, String> labels) {
        nodes.put(old.id(), new SwarmNode(old.id(), old.hostname(), old.machine(), old.role(), availability, state, "",
                old.address(), reachability, leader, old.engineVersion(), labels));
    }

    /** Lets a machine's engine say so often that it is no node yet. */
    void unsettledFor(int looks) {
        unsettled = looks;
    }

    List<String> log() {
        return log;
    }

    @Override
    public List<SwarmNode> all() {
        return List.copyOf(nodes.values());
    }

    @Override
    public void takeOut(String node, SwarmSpec.Availability before, ProgressSink sink) {
        log.add("out " + node);
        availability(node, SwarmSpec.Availability.DRAIN, Map.of(RollingChange.MARK, before.name()));
    }

    @Override
    public void putBack(String node, SwarmSpec.Availability before) {
        log.add("back " + node + " " + before);
        availability(node, before, Map.of());
    }

    @Override
    public boolean settled(Machine machine) {
        log.add("look at " + machine.name());
        return unsettled-- <= 0;
    }
}
