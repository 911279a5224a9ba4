package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.RollingChange;
import dev.jmachine.swarm.mode.Swarm;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.mode.Swarms;
import dev.jmachine.swarm.stack.StackRequest;
import dev.jmachine.swarm.stack.StackService;
import dev.jmachine.swarm.stack.Stacks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The swarm of a cluster as the engines have it. Thread-safe. */
final class EngineSwarm implements ClusterSwarm {
    private final Swarm swarm;
    private final Stacks stacks;

    EngineSwarm(Swarms swarms, Swarm swarm) {
        this.swarm = swarm;
        this.stacks = new Stacks(swarms, swarm);
    }

    @Override
    public String id() {
        return swarm.id();
    }

    @Override
    public String manager() {
        return swarm.manager();
    }

    private SwarmContents contents() {
        return new SwarmContents(swarm.engine());
    }

    @Override
    public ObservedSwarm observe() {
        SwarmContents contents = contents();
        return new ObservedSwarm(swarm.id(), swarm.nodes(), contents.settings(), contents.resources(),
                contents.stacks());
    }

    @Override
    public List<SwarmNode> nodes() {
        return swarm.nodes();
    }

    @Override
    public SwarmStatus status() {
        return swarm.status();
    }

    @Override
    public void join(String machine, SwarmSpec wish) {
        swarm.join(machine, wish);
    }

    @Override
    public void leave(String machine, boolean force) {
        swarm.leave(machine, force);
    }

    @Override
    public void forget(String node, boolean force) {
        swarm.forget(node, force);
    }

    @Override
    public void role(String machine, SwarmSpec.Role role, boolean force) {
        swarm.role(machine, role, force);
    }

    @Override
    public void availability(String machine, SwarmSpec.Availability availability) {
        swarm.availability(machine, availability);
    }

    @Override
    public void label(String machine, Map<String, String> set, Set<String> remove) {
        swarm.label(machine, set, remove);
    }

    @Override
    public void roll(String machine, Consumer<Machine> action) {
        new RollingChange(swarm).run(List.of(machine), action);
    }

    @Override
    public void awaitReady(Machine machine) {
        new RollingChange(swarm).awaitReady(machine);
    }

    @Override
    public void unlock(String machine) {
        swarm.unlock(machine, "");
    }

    @Override
    public void change(SwarmSettings settings) {
        swarm.configure(spec -> {
            child(spec, "Orchestration").put("TaskHistoryRetentionLimit", settings.taskHistory());
            child(spec, "CAConfig").put("NodeCertExpiry", settings.certificateValidity().toNanos());
        });
        if (contents().settings().autolock() != settings.autolock()) {
            swarm.autolock(settings.autolock());
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    private static Map<String, Object> child(Map<String, Object> object, String key) {
        return (Map<String, Object>) object.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    @Override
    public List<StackService> services(String stack) {
        return stacks.services(stack);
    }

    @Override
    public void put(ResourceType type, String name, SwarmResource resource) {
        contents().put(type, name, resource);
    }

    @Override
    public void remove(ResourceType type, String name) {
        contents().remove(type, name);
    }

    @Override
    public void deploy(String stack, StackRequest request) {
        stacks.deploy(stack, request);
    }

    @Override
    public void removeStack(String stack) {
        stacks.remove(stack);
    }
}
