package dev.jmachine.cli.command;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.swarm.mode.JoinTokens;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.mode.SwarmSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What commands do to swarms. A swarm is named by a member, any machine that is in it. Methods block until done and
 * throw {@link dev.jmachine.api.MachineException}; implementations are thread-safe.
 */
public interface SwarmActions {

    /** Begin a swarm whose first manager is a machine. */
    void init(String machine, SwarmSpec wish);

    /** Bring a machine into the swarm of the machine that the wish names. */
    void join(String machine, SwarmSpec wish);

    /** Have a machine drain, leave its swarm, and be forgotten by it. */
    void leave(String machine, boolean force);

    /** Have the swarm forget a node that is down and no machine of ours any more. */
    void forget(String member, String nodeId, boolean force);

    /** Give a machine another role. */
    void role(String machine, SwarmSpec.Role role, boolean force);

    /** Give a machine another availability. */
    void availability(String machine, SwarmSpec.Availability availability);

    /** Set and remove labels of a machine's node. */
    void label(String machine, Map<String, String> set, Set<String> remove);

    /** Return the nodes, managers first. */
    List<SwarmNode> nodes(String member);

    /** Return how the swarm is. */
    SwarmStatus status(String member);

    /** Return the name of a machine that is a manager and answers. */
    String manager(String member);

    /** Return the same for the swarm of an id. */
    String managerOfSwarm(String id);

    /** Return the secrets with which nodes join. */
    JoinTokens tokens(String member);

    /** Replace the secret with which nodes of a role join. */
    void rotateToken(String member, SwarmSpec.Role role);

    /** Replace the swarm's certificate authority. */
    void rotateAuthority(String member);

    /** Switch on or off that managers ask for a key after a restart. */
    void autolock(String member, boolean on);

    /** Return that key; empty when managers do not ask for one. */
    String unlockKey(String member);

    /** Replace that key, and return the new one. */
    String rotateUnlockKey(String member);

    /** Unlock a machine that is a manager, with a key, or the one in the store when it is empty. */
    void unlock(String machine, String key);

    /** Save the managers' state to a file; forced, even when the swarm cannot spare a manager that long. */
    void backup(String member, Path file, boolean force);

    /** Begin a new swarm on a machine from a backup. */
    void restore(String machine, Path backup);

    /** Have a manager that still runs be the only one of its swarm, which has lost its majority. */
    void recover(String machine);

    /** Demote and forget managers that are down, and return which machines they were. */
    List<String> heal(String member);

    /**
     * Upgrade the engines of all machines in the swarm, one drained node after the other, to a version, or the newest
     * when it is empty; return which machines they were, in that order.
     */
    List<String> upgrade(String member, String version);

    /** Ask all machines side by side, each for at most that long, which swarms they are in. */
    List<SwarmSummary> list(Duration timeout);
}
