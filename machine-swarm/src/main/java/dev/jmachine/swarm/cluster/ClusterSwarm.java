package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.stack.StackRequest;
import dev.jmachine.swarm.stack.StackService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The swarm of a cluster, as far as a cluster needs it. Thread-safe; operations block until done and fail as
 * {@link dev.jmachine.swarm.mode.Swarm}'s do.
 */
interface ClusterSwarm {

    /** Return its id. */
    String id();

    /** Return the name of a machine that is a manager and answers. */
    String manager();

    /** Return what is on it. */
    ObservedSwarm observe();

    /** Return its nodes. */
    List<SwarmNode> nodes();

    /** Return how it is. */
    SwarmStatus status();

    /** Bring a machine in. */
    void join(String machine, SwarmSpec wish);

    /** Have a machine drain, leave, and be forgotten; one that is down is only forgotten. */
    void leave(String machine, boolean force);

    /** Forget a node that is down. */
    void forget(String node, boolean force);

    /** Give a machine another role. */
    void role(String machine, SwarmSpec.Role role, boolean force);

    /** Give a machine another availability; after {@code DRAIN} no task runs on it. */
    void availability(String machine, SwarmSpec.Availability availability);

    /** Set and remove labels of a machine's node. */
    void label(String machine, Map<String, String> set, Set<String> remove);

    /** Drain a machine, do something to it, wait until its node is ready again, and give it back its availability. */
    void roll(String machine, Consumer<Machine> action);

    /** Wait until the node of a machine that was off is ready again; where there is none, there is nothing to wait for. */
    void awaitReady(Machine machine);

    /** Unlock a manager with the key in the store; one that is not locked stays as it is. */
    void unlock(String machine);

    /** Change its settings. */
    void change(SwarmSettings settings);

    /** Make a network, config or secret, or have it take the place of the one of that name. */
    void put(ResourceType type, String name, SwarmResource resource);

    /** Remove a network, config or secret; what is not there is no error. */
    void remove(ResourceType type, String name);

    /** Deploy a stack and wait until its services run. */
    void deploy(String stack, StackRequest request);

    /** Return the services of a stack. */
    List<StackService> services(String stack);

    /** Remove a stack and wait until it is gone. */
    void removeStack(String stack);
}
