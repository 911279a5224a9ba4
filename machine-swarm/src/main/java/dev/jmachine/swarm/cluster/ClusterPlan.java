package dev.jmachine.swarm.cluster;

import java.util.List;

/**
 * What has to be done to make a cluster what its file says, in the order in which it is done.
 *
 * @param cluster the cluster's name
 * @param changes what has to be done; none when the cluster is as the file says
 * @param warnings what the user should know before, a sentence each
 * @param preliminary whether managers have to be woken up first, and what else is to be done shows only then
 */
public record ClusterPlan(String cluster, List<Change> changes, List<String> warnings, boolean preliminary) {

    /** Copy the lists. */
    public ClusterPlan {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /** Return whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Return the changes of one sort, in order. */
    <T extends Change> List<T> all(Class<T> type) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
