package dev.jmachine.swarm.mode;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.json.JsonObject;
import dev.jmachine.spi.ProgressSink;
import dev.jmachine.store.NaturalOrder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The nodes of one swarm, and what can be done to each. Thread-safe. */
final class Nodes {
    /** How long a node may take to do as it is told; engines in emulated guests need minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Set<String> UNFINISHED =
            Set.of("assigned", "accepted", "preparing", "ready", "starting", "running");

    private final Machines machines;
    private final ManagerApi api;
    private final String cluster;

    Nodes(Machines machines, ManagerApi api, String cluster) {
        this.machines = machines;
        this.api = api;
        this.cluster = cluster;
    }

    /** Return all nodes, managers first, then by natural order of their names. */
    List<SwarmNode> all() {
        List<JsonObject> nodes = api.get("/nodes").objects();
        MachineNames names = MachineNames.of(machines, cluster);
        return nodes.stream().map(node -> SwarmNodes.of(node, names))
                .sorted(Comparator.comparing((SwarmNode node) -> node.role() == SwarmSpec.Role.MANAGER ? 0 : 1)
                        .thenComparing(node -> node.machine().orElse(node.hostname()), new NaturalOrder()))
                .toList();
    }

    /** Return a node, if it is one of the swarm. */
    Optional<SwarmNode> find(String id) {
        EngineAnswer answer = api.get("/nodes/" + id);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(SwarmNodes.of(answer.object(), MachineNames.of(machines, cluster)));
    }

    /**
     * Return the node that a machine is.
     *
     * @throws MachineException with {@link ErrorCode#SWARM_NOT_FOUND} if it is none of this swarm
     */
    SwarmNode of(Machine machine) {
        String id = Membership.of(machine).filter(one -> one.cluster().equals(cluster)).map(Membership::node)
                .filter(node -> !node.isEmpty())
                .orElseGet(() -> LocalNode.of(machine, LocalNode.TIMEOUT).node());
        return Optional.of(id).filter(node -> !node.isEmpty()).flatMap(this::find)
                .orElseThrow(() -> new MachineException(ErrorCode.SWARM_NOT_FOUND,
                        "Looking for \"" + machine.name() + "\" in the swarm " + cluster,
                        "None of its nodes is this machine."));
    }

    /** Set and remove labels. */
    void label(String id, Map<String, String> set, Set<String> remove) {
        api.updateNode(id, spec -> {
            Map<String, Object> labels = new LinkedHashMap<>(new JsonObject(spec).object("Labels").values());
            labels.keySet().removeAll(remove);
            labels.putAll(set);
            spec.put("Labels", labels);
        });
    }

    /** Set the availability. */
    void availability(String id, SwarmSpec.Availability availability) {
        api.updateNode(id, spec -> spec.put("Availability", availability.word()));
    }

    /** Drain a node and wait until no task runs on it; nothing is waited for at a node that is down. */
    void drain(String id, ProgressSink sink) {
        availability(id, SwarmSpec.Availability.DRAIN);
        AtomicLong told = new AtomicLong();
        Deadline.after(PATIENCE).await("the tasks to leave the node", PAUSE, () -> {
            long tasks = tasks(id);
            if (tasks > 0 && told.getAndSet(tasks) != tasks) {
                sink.progress(tasks == 1 ? "One task still runs" : tasks + " tasks still run");
            }
            return tasks == 0 || find(id).filter(node -> node.state().equals("ready")).isEmpty();
        });
    }

    private long tasks(String id) {
        String filters = "{\"node\":{\"" + id + "\":true}}";
        return api.get("/tasks?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8)).objects().stream()
                .filter(task -> UNFINISHED.contains(task.object("Status").text("State")))
                .count();
    }

    /** Set the role and wait until the managers have taken the node in, or let it go. */
    void role(String id, SwarmSpec.Role role) {
        api.updateNode(id, spec -> spec.put("Role", role.word()));
        await(id, role == SwarmSpec.Role.MANAGER ? "the node to become a manager" : "the node to become a worker",
                node -> role == SwarmSpec.Role.MANAGER
                        ? node.reachability().equals("reachable") : node.reachability().isEmpty());
    }

    /** Wait until a node is ready and, when it is a manager, reachable for the others. */
    void awaitReady(String id) {
        await(id, "the node to be ready", node -> node.state().equals("ready")
                && (node.role() == SwarmSpec.Role.WORKER || node.reachability().equals("reachable")));
    }

    private void await(String id, String what, Predicate<SwarmNode> condition) {
        Deadline.after(PATIENCE).await(what, PAUSE, () -> find(id).filter(condition).isPresent());
    }

    /** Wait, at most so long, until the managers hold a node for down; return whether they do. */
    boolean isDownWithin(String id, Duration limit) {
        try {
            Deadline.after(limit).await("the node to be down", PAUSE,
                    () -> find(id).filter(node -> !node.state().equals("down")).isEmpty());
            return true;
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Wait, at most so long, until a node that the managers miss is down or well again, as all are for a moment when a
     * leader is new; return whether it is down.
     */
    boolean staysDown(String id, Duration limit) {
        try {
            Deadline.after(limit).await("the node to be down or well", PAUSE, () -> find(id)
                    .filter(node -> !node.healthy() && !node.state().equals("down")).isEmpty());
        } catch (MachineException e) {
            if (e.code() != ErrorCode.TIMEOUT) {
                throw e;
            }
        }
        return find(id).filter(node -> node.state().equals("down")).isPresent();
    }

    /** Have the swarm forget a node; one that it does not know is no error. */
    void delete(String id) {
        EngineAnswer answer = api.delete("/nodes/" + id + "?force=true");
        if (answer.status() != 404) {
            answer.orThrow();
        }
    }
}
