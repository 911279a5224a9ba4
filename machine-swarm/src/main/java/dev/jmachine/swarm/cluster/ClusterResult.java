package dev.jmachine.swarm.cluster;

import java.time.Duration;
import java.util.Objects;

/**
 * What an apply has done.
 *
 * @param plan what was to be done, all of which has been
 * @param took how long it took
 */
public record ClusterResult(ClusterPlan plan, Duration took) {

    /** Check that nothing is null. */
    public ClusterResult {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(took, "took");
    }
}
