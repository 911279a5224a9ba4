package dev.jmachine.swarm.mode;

import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One swarm, reached through whichever of its managers in the store answers.
 *
 * <p>A handle, not a copy. Thread-safe. Operations block until done and throw
 * {@link dev.jmachine.api.MachineException}: {@code SWARM_NO_MANAGER} when no manager with a leader can be reached,
 * {@code SWARM_LOCKED}, {@code SWARM_QUORUM} when the majority of managers would be lost.
 */
public final class Swarm {

    Swarm() {
    }

    /** Return the swarm's id. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** Return the name of a machine that is a manager, answers, and has a leader; the leader itself when it is ours. */
    public String manager() {
        throw new UnsupportedOperationException();
    }

    /** Return the API of that manager's engine. */
    public EngineClient engine() {
        throw new UnsupportedOperationException();
    }

    /** Bring a machine into this swarm; the ports between them are checked before. Idempotent. */
    public void join(String machine, SwarmSpec wish) {
        throw new UnsupportedOperationException();
    }

    /** Have a machine drain, leave the swarm, and be forgotten by it. A machine that is down is only forgotten. */
    public void leave(String machine, boolean force) {
        throw new UnsupportedOperationException();
    }

    /** Forget a node that is down, demoting it first, by its id; for nodes that are no machines any more. */
    public void forget(String nodeId, boolean force) {
        throw new UnsupportedOperationException();
    }

    /** Give a machine another role; refuses to lose the quorum unless forced. */
    public void role(String machine, SwarmSpec.Role role, boolean force) {
        throw new UnsupportedOperationException();
    }

    /** Give a machine another availability; after {@code DRAIN} it waits until no task runs on it. */
    public void availability(String machine, SwarmSpec.Availability availability) {
        throw new UnsupportedOperationException();
    }

    /** Set and remove labels of a machine's node. */
    public void label(String machine, Map<String, String> set, Set<String> remove) {
        throw new UnsupportedOperationException();
    }

    /** Return the nodes, managers first, then by natural order of their names. */
    public List<SwarmNode> nodes() {
        throw new UnsupportedOperationException();
    }

    /** Return how the swarm is. */
    public SwarmStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Return the secrets with which nodes join. */
    public JoinTokens tokens() {
        throw new UnsupportedOperationException();
    }

    /** Replace the secret with which nodes of a role join. */
    public JoinTokens rotateToken(SwarmSpec.Role role) {
        throw new UnsupportedOperationException();
    }

    /** Replace the swarm's own certificate authority, and wait until all nodes have certificates of the new one. */
    public void rotateAuthority() {
        throw new UnsupportedOperationException();
    }

    /** Switch on or off that managers ask for a key after a restart. The key is kept in the store, mode 0600. */
    public void autolock(boolean on) {
        throw new UnsupportedOperationException();
    }

    /** Return the key, asking the managers for it; empty when they are not locked. */
    public String unlockKey() {
        throw new UnsupportedOperationException();
    }

    /** Unlock a machine that is a manager and was restarted, with a key, or the one in the store when it is empty. */
    public void unlock(String machine, String key) {
        throw new UnsupportedOperationException();
    }

    /** Save the managers' state to a file, mode 0600; it holds the swarm's secrets. */
    public void backup(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Demote and forget managers that are down, and tell which machines they were. */
    public List<String> heal() {
        throw new UnsupportedOperationException();
    }
}
