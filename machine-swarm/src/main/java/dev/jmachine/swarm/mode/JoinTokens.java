package dev.jmachine.swarm.mode;

/**
 * The secrets with which nodes join a swarm.
 *
 * @param worker for workers
 * @param manager for managers
 */
public record JoinTokens(String worker, String manager) {

    /** Return neither token: they must not get into logs. */
    @Override
    public String toString() {
        return "JoinTokens[redacted]";
    }
}
