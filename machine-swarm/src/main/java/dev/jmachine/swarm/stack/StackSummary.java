package dev.jmachine.swarm.stack;

/**
 * A stack that is deployed on a swarm.
 *
 * @param name its name
 * @param services how many services it has
 */
public record StackSummary(String name, int services) {
}
