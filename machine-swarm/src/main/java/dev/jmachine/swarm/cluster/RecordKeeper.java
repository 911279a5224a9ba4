package dev.jmachine.swarm.cluster;

import dev.jmachine.swarm.cluster.ClusterRecord.MemberRecord;
import java.util.function.UnaryOperator;

/** Keeps the record of the cluster that is worked on, on disk at every moment. Thread-safe. */
final class RecordKeeper {
    private final ClusterStore store;
    private ClusterRecord record;

    RecordKeeper(ClusterStore store, ClusterRecord record) {
        this.store = store;
        this.record = record;
    }

    synchronized ClusterRecord record() {
        return record;
    }

    /** Change the record, and write it when it has become another. */
    synchronized void update(UnaryOperator<ClusterRecord> change) {
        ClusterRecord changed = change.apply(record);
        if (!changed.equals(record)) {
            store.write(changed);
            record = changed;
        }
    }

    /** Change what is known of a machine that is in the record. */
    void member(String machine, UnaryOperator<MemberRecord> change) {
        update(record -> {
            MemberRecord member = record.machines().get(machine);
            return member == null ? record : record.withMachine(machine, change.apply(member));
        });
    }
}
