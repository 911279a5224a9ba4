package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.cluster.ObservedMachine.EngineMembership;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedResource;
import dev.jmachine.swarm.cluster.ObservedSwarm.ObservedSettings;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.stack.StackRequest;
import dev.jmachine.swarm.stack.StackService;
import dev.jmachine.testkit.MemoryMachine;
import dev.jmachine.testkit.MemoryMachines;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One swarm in memory, of machines in memory: it answers while more than half of its managers run. Thread-safe. */
final class FakeSwarm implements SwarmAccess, ClusterSwarm {
    private static final String ID = "swarm1";

    final Map<String, Node> nodes = new LinkedHashMap<>();
    final Map<ResourceType, Map<String, ObservedResource>> resources = new EnumMap<>(ResourceType.class);
    final Set<String> stacks = new TreeSet<>();
    final Map<String, Set<String>> images = new ConcurrentHashMap<>();
    /** What joining a machine of a name fails with. */
    final Map<String, MachineException> joinFailures = new ConcurrentHashMap<>();
    private final MemoryMachines machines;
    private ObservedSettings settings = new ObservedSettings(false, 5, Duration.ofDays(90).toSeconds());
    private int nodesMade;

    /** A node; its machine is the one in memory that was made last under that name. */
    record Node(String id, MemoryMachine machine, SwarmSpec.Role role, SwarmSpec.Availability availability,
            Map<String, String> labels) {
        boolean up(MemoryMachines machines) {
            return machines.machines.get(machine.name()) == machine && machine.state == MachineState.RUNNING;
        }
    }

    FakeSwarm(MemoryMachines machines) {
        this.machines = machines;
        for (ResourceType type : ResourceType.values()) {
            resources.put(type, new HashMap<>());
        }
    }

    @Override
    public synchronized ClusterSwarm begin(String machine, SwarmSpec wish, SwarmSettings wanted) {
        machines.log("begin " + machine);
        fail(machine);
        add(machine, wish);
        return this;
    }

    private void fail(String machine) {
        if (joinFailures.containsKey(machine)) {
            throw joinFailures.get(machine);
        }
    }

    private void add(String machine, SwarmSpec wish) {
        String id = "node" + ++nodesMade;
        nodes.put(id, new Node(id, machines.machines.get(machine), wish.role(), wish.availability(), wish.labels()));
    }

    @Override
    public ClusterSwarm withId(String id) {
        return this;
    }

    @Override
    public synchronized ClusterSwarm recover(String machine) {
        machines.log("recover " + machine);
        nodes.replaceAll((id, node) -> node.up(machines) ? node : new Node(
                id, node.machine(), SwarmSpec.Role.WORKER, node.availability(), node.labels()));
        return this;
    }

    @Override
    public synchronized EngineMembership membership(Machine machine, Duration timeout) {
        return nodes.values().stream().filter(node -> node.machine() == machine).findFirst()
                .map(node -> new EngineMembership("active",
                        node.role() == SwarmSpec.Role.MANAGER ? ID : "", node.id()))
                .orElse(EngineMembership.NONE);
    }

    @Override
    public Set<String> images(Machine machine, Duration timeout) {
        return images.getOrDefault(machine.name(), Set.of());
    }

    @Override
    public void load(Machine machine, ImageArchive image) {
        machines.log("load " + image.image() + " " + machine.name());
        images.merge(machine.name(), Set.of(image.image()), (one, other) -> {
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return both;
        });
    }

    @Override
    public synchronized void abandon(Machine machine) {
        machines.log("abandon " + machine.name());
        nodes.values().removeIf(node -> node.machine() == machine);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public synchronized String manager() {
        return managers().filter(node -> node.up(machines)).findFirst().orElseThrow().machine().name();
    }

    private Stream<Node> managers() {
        return nodes.values().stream().filter(node -> node.role() == SwarmSpec.Role.MANAGER);
    }

    @Override
    public synchronized ObservedSwarm observe() {
        return new ObservedSwarm(ID, nodes(), settings, resources, stacks);
    }

    @Override
    public synchronized List<SwarmNode> nodes() {
        long up = managers().filter(node -> node.up(machines)).count();
        if (up <= managers().count() / 2) {
            throw new MachineException(ErrorCode.SWARM_NO_MANAGER, "Looking for a manager", up + " managers answer.");
        }
        return nodes.values().stream().map(this::seen).toList();
    }

    private SwarmNode seen(Node node) {
        boolean up = node.up(machines);
        boolean manager = node.role() == SwarmSpec.Role.MANAGER;
        boolean known = machines.machines.get(node.machine().name()) == node.machine();
        return new SwarmNode(node.id(), node.machine().name(),
                known ? Optional.of(node.machine().name()) : Optional.empty(), node.role(), node.availability(),
                up ? "ready" : "down", "", "192.0.2.7", manager ? up ? "reachable" : "unreachable" : "", false,
                "26.1.5", node.labels());
    }

    @Override
    public SwarmStatus status() {
        return new SwarmStatus(ID, nodes(), false, Instant.EPOCH, List.of());
    }

    @Override
    public synchronized void join(String machine, SwarmSpec wish) {
        machines.log("join " + machine + " as " + wish.role());
        fail(machine);
        add(machine, wish);
    }

    private Node node(String machine) {
        return nodes.values().stream().filter(node -> node.machine() == machines.machines.get(machine)).findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized void leave(String machine, boolean force) {
        machines.log("leave " + machine);
        nodes.remove(node(machine).id());
    }

    @Override
    public synchronized void forget(String node, boolean force) {
        machines.log("forget " + node);
        nodes.remove(node);
    }

    @Override
    public synchronized void role(String machine, SwarmSpec.Role role, boolean force) {
        machines.log((role == SwarmSpec.Role.MANAGER ? "promote " : "demote ") + machine);
        Node node = node(machine);
        nodes.put(node.id(), new Node(node.id(), node.machine(), role, node.availability(), node.labels()));
    }

    @Override
    public synchronized void availability(String machine, SwarmSpec.Availability availability) {
        machines.log(availability + " " + machine);
        Node node = node(machine);
        nodes.put(node.id(), new Node(node.id(), node.machine(), node.role(), availability, node.labels()));
    }

    @Override
    public synchronized void label(String machine, Map<String, String> set, Set<String> remove) {
        machines.log("label " + machine + " " + new TreeMap<>(set) + " " + new TreeSet<>(remove));
        Node node = node(machine);
        Map<String, String> labels = new HashMap<>(node.labels());
        labels.putAll(set);
        labels.keySet().removeAll(remove);
        nodes.put(node.id(), new Node(node.id(), node.machine(), node.role(), node.availability(), labels));
    }

    @Override
    public void roll(String machine, Consumer<Machine> action) {
        SwarmSpec.Availability before = node(machine).availability();
        availability(machine, SwarmSpec.Availability.DRAIN);
        try {
            action.accept(machines.machines.get(machine));
        } finally {
            availability(machine, before);
        }
    }

    @Override
    public void awaitReady(Machine machine) {
        machines.log("await " + machine.name());
    }

    @Override
    public void unlock(String machine) {
        machines.log("unlock " + machine);
    }

    @Override
    public void change(SwarmSettings wanted) {
        machines.log("settings");
        settings = new ObservedSettings(
                wanted.autolock(), wanted.taskHistory(), wanted.certificateValidity().toSeconds());
    }

    @Override
    public synchronized void put(ResourceType type, String name, SwarmResource resource) {
        machines.log("put " + type.word() + " " + name);
        resources.get(type).put(name, new ObservedResource(name, resource.cluster(), resource.digest()));
    }

    @Override
    public synchronized void remove(ResourceType type, String name) {
        machines.log("take " + type.word() + " " + name);
        resources.get(type).remove(name);
    }

    @Override
    public void deploy(String stack, StackRequest request) {
        machines.log("deploy " + stack);
        stacks.add(stack);
    }

    @Override
    public List<StackService> services(String stack) {
        return List.of(new StackService(stack + "_web", "tiny", "replicated", 1, 1, List.of()));
    }

    @Override
    public void removeStack(String stack) {
        machines.log("undeploy " + stack);
        stacks.remove(stack);
    }
}
